import Validator

/// What the messages of one stream must look like, how they are loaded, and what must hold for a whole run.
public struct Contract: Hashable, Sendable {
    /// The contract's name.
    public var name: String
    /// The contract's version; `0.0.0` for a bare JSON Schema.
    public var version: String
    /// What the stream is, for people.
    public var description: String?
    /// The JSON Schema of one message, a referenced file resolved.
    public var messageSchema: JSONValue
    /// Places of personal data; those of masked columns included.
    public var pii: [JSONPointer]
    /// How valid messages become rows; nil where the contract asks for no load.
    public var load: LoadPlan?
    /// What must hold for a whole run.
    public var checks: [RunCheck]
    /// The SHA-256 of the contract as canonical JSON, in hexadecimal digits: equal for files that differ in comments,
    /// layout and the order of keys only.
    public var fingerprint: String
    /// The file that the contract was read from.
    public var path: String
    /// Where the message's schema stands, and how it is read.
    public var schemaSource = SchemaSource()

    /// Reads and checks a contract, or a bare JSON Schema, which has neither `load` nor `checks`.
    ///
    /// - Throws: `contract.invalid` (exit code 78) with every mistake, one a line as `file:line:column: …`.
    public static func load(path: String, reading: SchemaReading = SchemaReading()) throws(LoaderError) -> Contract {
        do {
            return try read(path: path, reading: reading)
        } catch {
            throw error.loaderError
        }
    }

    /// The same with the mistakes as data.
    ///
    /// - Throws: every mistake in the order of the file.
    public static func read(
        path: String, reading: SchemaReading = SchemaReading()
    ) throws(ContractProblems) -> Contract {
        let file: ContractFile
        do {
            file = try ContractFile(path: path)
        } catch {
            throw ContractProblems([error])
        }
        return try ContractReader(file: file, reading: reading).contract()
    }
}
