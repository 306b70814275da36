extension CheckBook {
    /// Every check, in the order of the check pages.
    public static let all: [any Check] = [
        ReferencesAreKnown()
    ]
}
