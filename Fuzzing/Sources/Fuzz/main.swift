import CFuzzer
import Foundation
import FuzzTargets

// Gives what libFuzzer makes to the target that FUZZ_TARGET names. A broken promise ends the process, and libFuzzer
// keeps the input. SwiftPM wants the main function to be the executable's, so libFuzzer is called instead of calling.

private let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init)

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
    guard let target else { fatalError("set FUZZ_TARGET to one of \(FuzzTarget.allCases.map(\.rawValue))") }
    if let broken = target.run(Array(UnsafeBufferPointer(start: start, count: count))) { fatalError(broken) }
    return 0
}
exit(status)
