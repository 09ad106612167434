import ArgumentParser

@main
struct Audit: ParsableCommand {}
