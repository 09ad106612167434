import Testing
import Validator

@testable import Loader

@Suite struct PlaceSetTests {
    private func below(_ set: PlaceSet, _ tokens: [String]) -> PlaceSet {
        tokens.reduce(set) { set, token in Array(token.utf8).withUnsafeBufferPointer { set.below($0) } }
    }

    @Test(
        "follows a message's names and indexes down to its places",
        arguments: [
            ([], false, true), (["a"], true, true), (["a", "b"], true, false), (["x"], false, false),
            (["a", "b", "c"], false, false), (["l"], false, true), (["l", "0"], true, false),
            (["l", "1"], false, false),
            (["q/r~"], true, false),
        ])
    func follows(_ tokens: [String], containsRoot: Bool, hasMoreBelow: Bool) throws {
        let set = below(PlaceSet(["/a", "/a/b", "/l/0", "/q~1r~0"]), tokens)
        #expect(set.containsRoot == containsRoot)
        #expect(set.isEmpty == (!containsRoot && !hasMoreBelow))
    }

    @Test("the place of the whole message is no place below it")
    func root() {
        let set = PlaceSet([JSONPointer()])
        #expect(set.containsRoot && !set.isEmpty)
        #expect(below(set, [""]).isEmpty)
    }
}
