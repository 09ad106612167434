extension ContractSchema {
    /// `schemas/contract.schema.json`, so that the installed program needs no file; a test keeps both equal.
    static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:audit:schema:contract",
          "title": "Contract",
          "description": "What the messages of one stream must look like, how they are loaded, and what must hold for a whole run.",
          "type": "object",
          "required": ["contract", "version", "message"],
          "additionalProperties": false,
          "properties": {
            "contract": {
              "description": "The contract's name; reports are kept in a folder of this name.",
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_-]{0,62}$"
            },
            "version": {
              "description": "The contract's version as Semantic Versioning 2.0.0 writes it.",
              "type": "string",
              "pattern": "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$"
            },
            "description": {"description": "What the stream is, for people.", "type": "string"},
            "message": {
              "description": "The JSON Schema of one message; 2020-12 unless $schema says otherwise. {$ref: FILE} takes a file of the contract's folder.",
              "type": "object",
              "minProperties": 1
            },
            "pii": {
              "description": "Places of personal data in a message; a masked column's place is added by itself.",
              "type": "array",
              "uniqueItems": true,
              "items": {"$ref": "#/$defs/pointer"}
            },
            "load": {
              "description": "The table that valid messages are loaded into.",
              "$ref": "#/$defs/load"
            },
            "checks": {
              "description": "What must hold for a whole run.",
              "type": "array",
              "items": {"$ref": "#/$defs/check"}
            }
          },
          "$defs": {
            "pointer": {
              "description": "A JSON Pointer (RFC 6901) that is not empty.",
              "type": "string",
              "pattern": "^(/([^~/]|~[01])*)+$"
            },
            "identifier": {
              "description": "A name in PostgreSQL: at most 63 bytes.",
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            },
            "load": {
              "type": "object",
              "required": ["table", "columns"],
              "additionalProperties": false,
              "properties": {
                "table": {
                  "description": "The table's name, with its schema before a point if it has one.",
                  "type": "string",
                  "pattern": "^[^.]+(\\.[^.]+)?$"
                },
                "key": {
                  "description": "The columns whose equal values mean the same row: rows with an equal key are replaced, never doubled.",
                  "type": "array",
                  "minItems": 1,
                  "uniqueItems": true,
                  "items": {"$ref": "#/$defs/identifier"}
                },
                "columns": {
                  "description": "The columns by name, in the table's order.",
                  "type": "object",
                  "minProperties": 1,
                  "propertyNames": {"$ref": "#/$defs/identifier"},
                  "additionalProperties": {"$ref": "#/$defs/column"}
                }
              }
            },
            "column": {
              "type": "object",
              "required": ["from", "type"],
              "additionalProperties": false,
              "properties": {
                "from": {
                  "description": "A JSON Pointer into the message, or one of the names that start with $.",
                  "type": "string"
                },
                "type": {
                  "description": "The column's type in PostgreSQL: text, varchar(N), uuid, boolean, smallint, integer, bigint, real, double precision, numeric, numeric(P,S), date, timestamp, timestamptz, inet or jsonb.",
                  "type": "string"
                },
                "transform": {
                  "description": "What happens to the value on the way, in this order.",
                  "if": {"type": "array"},
                  "then": {
                    "minItems": 1,
                    "items": {"$ref": "#/$defs/transform"}
                  },
                  "else": {"$ref": "#/$defs/transform"}
                },
                "mask": {"description": "How the column hides personal data.", "$ref": "#/$defs/mask"},
                "description": {"description": "What the column holds, for people.", "type": "string"}
              }
            },
            "transform": {
              "if": {"type": "object"},
              "then": {
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "properties": {
                  "default": {
                    "description": "The value of a field that is missing or null.",
                    "not": {
                      "type": ["null", "array", "object"]
                    }
                  },
                  "epoch": {
                    "description": "What a number counts from 1970-01-01T00:00:00Z.",
                    "enum": ["seconds", "milliseconds"]
                  }
                }
              },
              "else": {
                "description": "A transform without a parameter; epoch alone counts seconds.",
                "enum": ["trim", "lower", "upper", "epoch", "version"]
              }
            },
            "mask": {
              "type": "object",
              "required": ["method"],
              "additionalProperties": false,
              "properties": {
                "method": {
                  "description": "hmac: a keyed token; sha256: the plain digest, which guessing undoes; redact: a constant; null: SQL NULL.",
                  "enum": ["hmac", "sha256", "redact", "null", null]
                },
                "domain": {
                  "description": "The name that keeps tokens of different kinds of data apart; hmac needs it.",
                  "type": "string",
                  "pattern": "^[A-Za-z0-9_.-]{1,64}$"
                },
                "bits": {
                  "description": "The length of an hmac token's payload.",
                  "enum": [128, 256]
                },
                "normalize": {
                  "description": "What is made equal before the token is computed.",
                  "enum": ["none", "trim", "lower", "ip"]
                }
              }
            },
            "check": {
              "type": "object",
              "required": ["metric"],
              "additionalProperties": false,
              "properties": {
                "id": {
                  "description": "A stable id for reports; made from metric and field if there is none.",
                  "type": "string",
                  "pattern": "^[A-Za-z0-9_.-]{1,128}$"
                },
                "name": {
                  "description": "What the check is called in reports.",
                  "type": "string",
                  "minLength": 1
                },
                "description": {"description": "Why the check is there, for people.", "type": "string"},
                "metric": {
                  "description": "What is measured: messages read, messages refused, or of one field the nulls, the absences or the refused values.",
                  "enum": ["rowCount", "invalidRows", "nullValues", "missingValues", "invalidValues"]
                },
                "field": {
                  "description": "The place in the message that nullValues, missingValues and invalidValues are about.",
                  "$ref": "#/$defs/pointer"
                },
                "unit": {
                  "description": "Whether messages are counted or compared with all that were read.",
                  "enum": ["rows", "percent"]
                },
                "severity": {
                  "description": "What breaking the check means for the run.",
                  "enum": ["error", "warn"]
                },
                "dimension": {
                  "description": "The dimension of data quality, in the words of ODCS 3.1.",
                  "enum": [
                    "accuracy",
                    "completeness",
                    "conformity",
                    "consistency",
                    "coverage",
                    "timeliness",
                    "uniqueness"
                  ]
                },
                "warn": {
                  "description": "Thresholds whose breaking warns only.",
                  "type": "object",
                  "minProperties": 1,
                  "additionalProperties": false,
                  "properties": {
                    "mustBe": {"$ref": "#/$defs/mustBe"},
                    "mustNotBe": {"$ref": "#/$defs/mustNotBe"},
                    "mustBeGreaterThan": {"$ref": "#/$defs/mustBeGreaterThan"},
                    "mustBeGreaterOrEqualTo": {"$ref": "#/$defs/mustBeGreaterOrEqualTo"},
                    "mustBeLessThan": {"$ref": "#/$defs/mustBeLessThan"},
                    "mustBeLessOrEqualTo": {"$ref": "#/$defs/mustBeLessOrEqualTo"},
                    "mustBeBetween": {"$ref": "#/$defs/mustBeBetween"},
                    "mustNotBeBetween": {"$ref": "#/$defs/mustNotBeBetween"}
                  }
                },
                "mustBe": {"$ref": "#/$defs/mustBe"},
                "mustNotBe": {"$ref": "#/$defs/mustNotBe"},
                "mustBeGreaterThan": {"$ref": "#/$defs/mustBeGreaterThan"},
                "mustBeGreaterOrEqualTo": {"$ref": "#/$defs/mustBeGreaterOrEqualTo"},
                "mustBeLessThan": {"$ref": "#/$defs/mustBeLessThan"},
                "mustBeLessOrEqualTo": {"$ref": "#/$defs/mustBeLessOrEqualTo"},
                "mustBeBetween": {"$ref": "#/$defs/mustBeBetween"},
                "mustNotBeBetween": {"$ref": "#/$defs/mustNotBeBetween"}
              }
            },
            "mustBe": {"description": "The measured number equals this one.", "type": "number"},
            "mustNotBe": {"description": "The measured number differs from this one.", "type": "number"},
            "mustBeGreaterThan": {"description": "The measured number is greater.", "type": "number"},
            "mustBeGreaterOrEqualTo": {"description": "The measured number is greater or equal.", "type": "number"},
            "mustBeLessThan": {"description": "The measured number is less.", "type": "number"},
            "mustBeLessOrEqualTo": {"description": "The measured number is less or equal.", "type": "number"},
            "mustBeBetween": {
              "description": "The measured number lies between the two, or equals one of them.",
              "$ref": "#/$defs/range"
            },
            "mustNotBeBetween": {"description": "The measured number lies outside the two.", "$ref": "#/$defs/range"},
            "range": {
              "type": "array",
              "minItems": 2,
              "maxItems": 2,
              "items": {"type": "number"}
            }
          }
        }
        """#
}
