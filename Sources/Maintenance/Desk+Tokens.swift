internal import Digests
internal import MappingStore

extension Desk {
    /// Makes a token of the API from 32 random bytes, and returns it: it is shown this once.
    public func makeToken(_ name: String, random: [UInt8], maker: String) throws -> String {
        let token = "rjm_" + SHA256Digest(of: random).description
        try store.addToken(
            name, digest: SHA256Digest(of: Array(token.utf8)),
            maker: try store.actor(named: maker), at: now)
        return token
    }

    /// Ends a token at once.
    public func revokeToken(_ name: String, by actor: String) throws {
        try store.revokeToken(name, by: try store.actor(named: actor), at: now)
    }

    /// The name of a token in force; nothing for any other text.
    public func holder(ofToken token: String) throws -> String? {
        try store.tokenName(digest: SHA256Digest(of: Array(token.utf8)))
    }
}
