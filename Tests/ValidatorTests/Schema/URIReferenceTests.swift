import Testing

@testable import Validator

@Suite("URI references")
struct URIReferenceTests {
    @Test(
        "are resolved as RFC 3986, section 5.4, shows",
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
            ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
        ])
    func resolution(reference: String, target: String) {
        let base = URIReference("http://a/b/c/d;p?q")
        #expect(URIReference(reference).resolved(against: base).description == target)
    }

    @Test(
        "work for file names, too",
        arguments: [
            ("schemas/a.json", "b.json", "schemas/b.json"), ("a.json", "b.json", "b.json"),
            ("schemas/a.json", "../b.json", "b.json"), ("", "b.json", "b.json"), ("a.json", "#/x", "a.json#/x"),
            ("/data/a.json", "deep/b.json", "/data/deep/b.json"), ("a.json", "../b.json", "../b.json"),
            ("http://e.org", "b", "http://e.org/b"), ("urn:x:y", "#z", "urn:x:y#z"),
        ])
    func files(base: String, reference: String, target: String) {
        #expect(URIReference(reference).resolved(against: URIReference(base)).description == target)
    }

    @Test(
        "have fragments whose escapes are undone",
        arguments: [
            ("#a%20b", "a b"), ("#/%C3%A9", "/\u{E9}"), ("#", ""), ("x", ""), ("#%4", nil), ("#%zz", nil), ("#%", nil),
        ] as [(String, String?)])
    func fragments(reference: String, fragment: String?) {
        #expect(URIReference(reference).decodedFragment == fragment)
    }

    @Test(
        "encode what a fragment may not hold, and nothing else",
        arguments: [
            ("/properties/a~1b", "/properties/a~1b"), ("/$defs/x", "/$defs/x"), ("/^a[b]{1}", "/%5Ea%5Bb%5D%7B1%7D"),
            ("/a b", "/a%20b"), ("/é#%\"\\<>|`", "/%C3%A9%23%25%22%5C%3C%3E%7C%60"), ("", ""),
            ("-._~!$&'()*+,;=:@/?azAZ09", "-._~!$&'()*+,;=:@/?azAZ09"),
        ])
    func encoding(text: String, fragment: String) {
        #expect(URIReference.encodingFragment(text) == fragment)
        #expect(URIReference("#" + fragment).decodedFragment == text)
    }
}
