import Testing
import Validator

@testable import Loader

@Suite("Requests of SQS in both protocols")
struct SQSCallTests {
    static let server = HTTPAddress(scheme: .https, host: "sqs.eu-west-1.amazonaws.com", path: "/")

    static let calls: [(call: SQSCall, json: String, query: String)] = [
        (
            SQSCall(action: "GetQueueUrl", parameters: ["QueueName": "a b&c=ä~"]),
            #"{"QueueName":"a b&c=ä~"}"#, "QueueName=a%20b%26c%3D%C3%A4~"
        ),
        (
            SQSCall(action: "CreateQueue", parameters: ["QueueName": "q", "Attributes": ["A": "1", "B": "x"]]),
            #"{"QueueName":"q","Attributes":{"A":"1","B":"x"}}"#,
            "QueueName=q&Attribute.1.Name=A&Attribute.1.Value=1&Attribute.2.Name=B&Attribute.2.Value=x"
        ),
        (
            SQSCall(action: "GetQueueAttributes", parameters: ["AttributeNames": ["All", "B"]]),
            #"{"AttributeNames":["All","B"]}"#, "AttributeName.1=All&AttributeName.2=B"
        ),
        (
            SQSCall(
                action: "ChangeMessageVisibilityBatch",
                parameters: ["Entries": [["Id": "0", "ReceiptHandle": "h+/=", "VisibilityTimeout": 0]]]),
            #"{"Entries":[{"Id":"0","ReceiptHandle":"h+/=","VisibilityTimeout":0}]}"#,
            "ChangeMessageVisibilityBatchRequestEntry.1.Id=0&ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle="
                + "h%2B%2F%3D&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=0"
        ),
    ]

    @Test("parameters in AWS JSON 1.0 and flattened", arguments: calls)
    func parameters(call: SQSCall, json: String, query: String) {
        let inJSON = call.jsonRequest(to: Self.server)
        #expect(String(decoding: inJSON.body, as: UTF8.self) == json)
        #expect(inJSON.headers.map(\.value) == ["application/x-amz-json-1.0", "AmazonSQS.\(call.action)"])
        let inQuery = call.queryRequest(to: Self.server)
        let prefix = "Action=\(call.action)&Version=2012-11-05&"
        #expect(String(decoding: inQuery.body, as: UTF8.self) == prefix + query)
        #expect(inQuery.headers.map(\.value) == ["application/x-www-form-urlencoded"])
        #expect([inJSON.method, inQuery.method] == ["POST", "POST"])
        #expect([inJSON.target, inQuery.target] == ["/", "/"])
    }

    @Test("a batch's outcome is read by position; ids that were not sent are passed over")
    func outcome() throws {
        let text = """
            {"Successful": [{"Id": "2"}, {"Id": "0"}, {"Id": "9"}, {"Id": "x"}, {}],
             "Failed": [{"Id": "1", "Code": "C", "SenderFault": true}, {"Id": "-1"}, {"Id": "3"}]}
            """
        let parser = JSONParser()
        try Array(text.utf8).withUnsafeBytes { bytes in
            let outcome = SQSBatchOutcome(.json(try parser.parse(bytes)), action: "DeleteMessageBatch", count: 4)
            #expect(outcome.done == [2, 0])
            #expect(
                outcome.failures == [
                    .init(position: 1, code: "C", isSenderFault: true),
                    .init(position: 3, code: "", isSenderFault: false),
                ])
        }
    }

    @Test(
        "the name of an error, wherever a server puts it",
        arguments: [
            (#"{"__type": "com.amazonaws.sqs#QueueDoesNotExist"}"#, [:], "QueueDoesNotExist", .missing),
            (#"{"__type": "OverLimit"}"#, [:], "OverLimit", .transient),
            (#"{"__type": ""}"#, ["x-amzn-query-error": "AccessDenied;Sender"], "AccessDenied", .denied),
            (
                "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code></Error></ErrorResponse>", [:],
                "ExpiredToken", .expired
            ),
            (
                "<Response><Errors><Error><Code>AuthFailure</Code></Error></Errors></Response>", [:], "AuthFailure",
                .denied
            ),
            ("", [:], "HTTP 400", .refused), ("<html>", [:], "HTTP 400", .refused), ("{", [:], "HTTP 400", .refused),
        ] as [(String, [String: String], String, SQSFault.Category)])
    func fault(body: String, headers: [String: String], code: String, category: SQSFault.Category) {
        let response = HTTPResponse(
            status: 400, headers: headers.map { (name: $0.key, value: $0.value) }, body: Array(body.utf8))
        let fault = SQSFault(response)
        #expect(fault.code == code)
        #expect(fault.category == category)
    }
}
