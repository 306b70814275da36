public import Digests
public import MasterData

/// A release's number and the digest of all it says.
public struct ReleaseIdentity: Hashable, Sendable {
    /// Without gaps from 1; release 0 is the empty one.
    public var number: Int
    public var digest: SHA256Digest

    public init(number: Int, digest: SHA256Digest) {
        self.number = number
        self.digest = digest
    }

    /// Release 0, which says nothing and has a digest all the same.
    public static let empty = ReleaseIdentity(number: 0, digest: ReleaseDigest.of(MasterRows()))
}

/// The SHA-256 of a release: over its (kind, key, from, to, content hash), in key order.
public enum ReleaseDigest {
    public static func of(_ rows: MasterRows) -> SHA256Digest {
        var stream = SHA256Stream()
        for kind in MasterKind.allCases {
            for (key, timeline) in rows.rows(of: kind).inOrder {
                for version in timeline.versions {
                    stream.update("\(key)\t\(version.validity.from)\t\(version.validity.to)\t")
                    stream.update(contentHash(of: version.content).bytes)
                }
            }
        }
        return stream.finished()
    }

    /// The content hash of one version: SHA-256 of its canonical JSON.
    public static func contentHash(of content: Content) -> SHA256Digest {
        SHA256Digest(of: content.canonicalJSON)
    }
}
