import Foundation
import Loader
import Validator

extension Settings {
    /// The contract that the settings name, or the only one in `schemas/`.
    func contract(flag schema: String?, root: String? = nil, formats: String? = nil) throws -> Contract {
        let modes = ["assert": SchemaOptions.FormatMode.assert, "annotate": .annotate]
        let reading = SchemaReading(
            root: try value("schema-root", flag: root, expected: "a folder", parse: { Self.isFolder($0) ? $0 : nil }),
            formats: try value(
                "format-assertion", flag: formats, expected: "assert or annotate", parse: { modes[$0] }))
        return try Contract.load(path: text("schema", flag: schema)?.value ?? Self.onlyContract(), reading: reading)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func onlyContract() throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "schemas")) ?? []
        let contracts = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        if contracts.count == 1 { return "schemas/\(contracts[0])" }
        let known =
            contracts.isEmpty ? "There is none in schemas/." : "In schemas/ are: \(contracts.joined(separator: ", "))."
        throw LoaderError("schema.missing", .usage, "No contract is named. \(known)", remedy: "Name one: --schema FILE")
    }
}
