public import Digests
public import MasterData
public import Plans

/// A token of the API, without the token: only its digest is kept.
public struct APIToken: Hashable, Sendable {
    public var name: String
    public var makerName: String
    public var madeAt: Instant
    public var revokedAt: Instant?
}

extension MappingStore {
    /// Keeps a token by its digest.
    public func addToken(
        _ name: String, digest: SHA256Digest, maker: ActorID, at instant: Instant
    ) throws {
        try driver.write { session in
            let taken = try session.first(
                "SELECT 1 FROM api_token WHERE name = ? AND revoked_at IS NULL", [.text(name)]
            ) { _ in true }
            if taken == true { throw StoreError.refused("a token '\(name)' is in force already") }
            try session.run(
                "INSERT INTO api_token (name, digest, made_at, maker) VALUES (?, ?, ?, ?)",
                [
                    .text(name), .blob(digest.bytes), .integer(instant.seconds),
                    .integer(maker.number),
                ])
            try Audit.append(
                "token", subject: name, actor: try Self.name(of: maker.number, in: session),
                at: instant, in: session)
        }
    }

    /// Ends a token at once.
    public func revokeToken(_ name: String, by actor: ActorID, at instant: Instant) throws {
        try driver.write { session in
            let known = try session.first(
                "SELECT id FROM api_token WHERE name = ? AND revoked_at IS NULL", [.text(name)]
            ) { $0.integer(0) }
            guard let known else { throw ComplaintError.noToken(name) }
            try session.run(
                "UPDATE api_token SET revoked_at = ? WHERE id = ?",
                [.integer(instant.seconds), .integer(known)])
            try Audit.append(
                "token-revoked", subject: name,
                actor: try Self.name(of: actor.number, in: session), at: instant, in: session)
        }
    }

    /// The tokens there are and were, oldest first.
    public func tokens() throws -> [APIToken] {
        try driver.read { session in
            var tokens: [APIToken] = []
            try session.rows(
                """
                SELECT api_token.name, actor.name, made_at, revoked_at FROM api_token
                JOIN actor ON actor.id = api_token.maker ORDER BY api_token.id
                """, []
            ) { row in
                tokens.append(
                    APIToken(
                        name: row.text(0), makerName: row.text(1),
                        madeAt: Instant(seconds: row.integer(2)),
                        revokedAt: row.isNull(3) ? nil : Instant(seconds: row.integer(3))))
            }
            return tokens
        }
    }

    /// The name of the token with a digest; nothing when it is unknown or revoked.
    public func tokenName(digest: SHA256Digest) throws -> String? {
        try driver.read {
            try $0.first(
                "SELECT name FROM api_token WHERE digest = ? AND revoked_at IS NULL",
                [.blob(digest.bytes)]
            ) { $0.text(0) }
        }
    }
}
