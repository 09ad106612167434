import Testing

@testable import Reporting

@Suite struct PathComponentTests {
    @Test(
        "Plain names stay, all else is written in percent",
        arguments: [
            ("user_logins", "user_logins"), ("a.b-1", "a.b-1"), ("..", "%2E."), (".", "%2E"), ("", "%"),
            ("a/b", "a%2Fb"), ("a%2Fb", "a%252Fb"), ("ü", "%C3%BC"), ("a b\n", "a%20b%0A"), ("\u{0}", "%00"),
        ])
    func safe(name: String, component: String) { #expect(PathComponent.safe(name) == component) }

    @Test("A reserved name is changed")
    func reserved() {
        #expect(PathComponent.safe("latest", reserved: "latest") == "%6Catest")
        #expect(PathComponent.safe("later", reserved: "latest") == "later")
    }

    @Test("Long names fit a directory entry and stay apart")
    func long() {
        let name = String(repeating: "ü", count: 300)
        let component = PathComponent.safe(name)
        #expect(component.utf8.count <= 200)
        #expect(component != PathComponent.safe(name + "x"))
        #expect(component == PathComponent.safe(name))
    }
}
