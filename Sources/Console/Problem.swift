public import MasterData

/// Why a request was not met, as problem details (RFC 9457).
public struct Problem: Error, Sendable {
    /// The kinds of problem; the raw value ends the `type`, `urn:rajmap:problem:…`.
    public enum Kind: String, CaseIterable, Sendable {
        /// The body is not JSON, or not the JSON of this project.
        case badJSON = "bad-json"
        /// A parameter of the query is missing or cannot be read.
        case badQuery = "bad-query"
        /// What the body says is no complaint; `errors` lists what is wrong with it.
        case badComplaint = "bad-complaint"
        case noToken = "no-token"
        case notPermitted = "not-permitted"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        /// Something changed meanwhile: look again, and try again.
        case conflict
        case tooLarge = "too-large"
        case tooManyRequests = "too-many-requests"
        /// Nothing is published yet.
        case nothingPublished = "nothing-published"
        /// The database is busy or cannot be read.
        case unavailable
        /// A fault of the server; the log has its detail under the reference.
        case unexpected
    }

    /// One thing that is wrong with the body.
    public struct Fault: Hashable, Sendable {
        /// Where it stands in the body (RFC 6901).
        public var pointer: String
        public var detail: String

        public init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    public var kind: Kind
    public var detail: String
    public var errors: [Fault] = []
    /// Under what the log tells of it.
    public var reference: String?
    /// In how many seconds to try again.
    public var retryAfter: Int?
    /// The methods that the path knows.
    public var allowed: [String] = []

    public init(_ kind: Kind, _ detail: String, errors: [Fault] = []) {
        self.kind = kind
        self.detail = detail
        self.errors = errors
    }
}

extension Problem.Kind {
    public var type: String { "urn:rajmap:problem:\(rawValue)" }

    public var status: Int {
        switch self {
        case .badJSON, .badQuery: 400
        case .noToken: 401
        case .notPermitted: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .tooLarge: 413
        case .badComplaint: 422
        case .tooManyRequests: 429
        case .unexpected: 500
        case .nothingPublished, .unavailable: 503
        }
    }

    /// The same words for every problem of the kind.
    public var title: String {
        switch self {
        case .badJSON: "The body is not the JSON expected"
        case .badQuery: "The query cannot be read"
        case .badComplaint: "The body holds what is no complaint"
        case .noToken: "A token is needed"
        case .notPermitted: "Not permitted"
        case .notFound: "There is no such thing"
        case .methodNotAllowed: "The path does not take this method"
        case .conflict: "Something changed meanwhile"
        case .tooLarge: "The request is too large"
        case .tooManyRequests: "Too many requests"
        case .nothingPublished: "Nothing is published yet"
        case .unavailable: "The database cannot be read now"
        case .unexpected: "The server failed"
        }
    }
}

extension Problem {
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "type": .string(kind.type), "title": .string(kind.title),
            "status": .integer(kind.status), "detail": .string(detail),
        ]
        if let reference { members["instance"] = .string("urn:rajmap:request:\(reference)") }
        if !errors.isEmpty {
            members["errors"] = .array(
                errors.map {
                    .object(["pointer": .string($0.pointer), "detail": .string($0.detail)])
                })
        }
        return .object(members)
    }

    var answer: Answer {
        var answer = Answer(
            status: kind.status, type: "application/problem+json", body: json.canonicalBytes)
        if let retryAfter { answer.headers.append(("Retry-After", String(retryAfter))) }
        if !allowed.isEmpty {
            answer.headers.append(("Allow", allowed.joined(separator: ", ")))
        }
        if kind == .noToken { answer.headers.append(("WWW-Authenticate", "Bearer")) }
        return answer
    }
}
