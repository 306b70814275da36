internal import CLibXML2

/// The XML parser that reads files.
public enum XMLVersion {
    /// The version it was built with, such as `2.9.14`.
    public static let dotted = LIBXML_DOTTED_VERSION
}
