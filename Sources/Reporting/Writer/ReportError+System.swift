#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ReportError {
    init(making path: String, _ number: CInt) {
        self.init(
            .directory, number, path,
            remedy: "Name a directory that can be written with --reports, or remove what is in the way.")
    }

    init(writing path: String, _ number: CInt) {
        self.init(
            .unwritable, number, path, remedy: "Make the directory writable, or name another with --reports.")
    }

    init(linking path: String, _ number: CInt) {
        self.init(
            .latest, number, path,
            remedy: "Remove what stands at that path: it must be a symbolic link, on a file system that knows them.")
    }

    private init(_ code: Code, _ number: CInt, _ path: String, remedy: String) {
        let isFull = number == ENOSPC || number == EDQUOT || number == EFBIG
        self.init(
            isFull ? .diskFull : code, path: path, cause: String(cString: strerror(number)),
            remedy: isFull ? "Free some space, or name a directory on another disk with --reports." : remedy)
    }
}
