import Validator

/// What SARIF 2.1.0 (sections 3.13 to 3.58) asks of the objects that this program writes, as a JSON Schema: stricter
/// than the standard's own, because it allows no property that is not used.
enum SARIFShape {
    static let schema = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "required": ["$schema", "version", "runs"],
          "additionalProperties": false,
          "properties": {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"$ref": "#/$defs/run"}}
          },
          "$defs": {
            "run": {
              "type": "object",
              "required": ["tool", "invocations", "columnKind", "results"],
              "additionalProperties": false,
              "properties": {
                "tool": {
                  "type": "object", "required": ["driver"], "additionalProperties": false,
                  "properties": {"driver": {"$ref": "#/$defs/driver"}}
                },
                "invocations": {"type": "array", "items": {"$ref": "#/$defs/invocation"}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}}
              }
            },
            "driver": {
              "type": "object",
              "required": ["name", "version", "informationUri", "rules"],
              "additionalProperties": false,
              "properties": {
                "name": {"type": "string", "minLength": 1},
                "version": {"type": "string"},
                "semanticVersion": {"type": "string"},
                "informationUri": {"type": "string", "format": "uri"},
                "rules": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/rule"}}
              }
            },
            "rule": {
              "type": "object",
              "required": ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "string", "minLength": 1},
                "shortDescription": {"$ref": "#/$defs/message"},
                "fullDescription": {"$ref": "#/$defs/message"},
                "help": {"$ref": "#/$defs/message"},
                "defaultConfiguration": {
                  "type": "object", "required": ["level"], "additionalProperties": false,
                  "properties": {"level": {"$ref": "#/$defs/level"}}
                }
              }
            },
            "invocation": {
              "type": "object",
              "required": ["executionSuccessful"],
              "additionalProperties": false,
              "properties": {
                "executionSuccessful": {"type": "boolean"},
                "toolExecutionNotifications": {"type": "array", "items": {"$ref": "#/$defs/notification"}}
              }
            },
            "notification": {
              "type": "object",
              "required": ["message"],
              "additionalProperties": false,
              "properties": {
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/message"},
                "locations": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/location"}}
              }
            },
            "result": {
              "type": "object",
              "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
              "additionalProperties": false,
              "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/message"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}}
              }
            },
            "location": {
              "type": "object",
              "required": ["physicalLocation"],
              "additionalProperties": false,
              "properties": {
                "physicalLocation": {
                  "type": "object",
                  "required": ["artifactLocation", "region"],
                  "additionalProperties": false,
                  "properties": {
                    "artifactLocation": {
                      "type": "object", "required": ["uri"], "additionalProperties": false,
                      "properties": {"uri": {"type": "string", "format": "uri-reference", "minLength": 1}}
                    },
                    "region": {
                      "type": "object", "required": ["startLine"], "additionalProperties": false,
                      "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1}
                      }
                    }
                  }
                },
                "logicalLocations": {
                  "type": "array", "uniqueItems": true,
                  "items": {
                    "type": "object", "additionalProperties": false,
                    "properties": {"fullyQualifiedName": {"type": "string"}, "kind": {"type": "string"}}
                  }
                }
              }
            },
            "message": {
              "type": "object", "required": ["text"], "additionalProperties": false,
              "properties": {"text": {"type": "string", "minLength": 1}}
            },
            "level": {"enum": ["none", "note", "warning", "error"]}
          }
        }
        """#

    /// What is wrong with a log.
    static func errors(in log: JSONValue) throws -> [String] {
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: JSONValue.parse(schema)))
        let parser = JSONParser()
        return try Array(log.serialized().utf8).withUnsafeBytes { bytes in
            evaluator.errors(in: try parser.parse(bytes)).map { "\($0.instancePointer): \($0.message)" }
        }
    }
}
