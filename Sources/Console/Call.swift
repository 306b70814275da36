internal import HTTPTypes
internal import Hummingbird

/// A request as an endpoint sees it: read whole, within the limits.
public struct Call: Sendable {
    /// What follows the `?`, in the order given.
    public var query: [(name: String, value: String)]
    /// What stood where the endpoint's path has braces.
    public var parameters: [String: String]
    public var body: [UInt8]
    /// Who the token belongs to; set for endpoints that ask for one.
    public var tokenHolder: String?
    let headers: HTTPFields

    init(
        query: [(name: String, value: String)] = [], parameters: [String: String] = [:],
        body: [UInt8] = [], headers: HTTPFields = [:], tokenHolder: String? = nil
    ) {
        self.query = query
        self.parameters = parameters
        self.body = body
        self.headers = headers
        self.tokenHolder = tokenHolder
    }

    /// The value of a header, whatever the case of its name.
    public func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The token of an `Authorization: Bearer …` header.
    public var bearerToken: String? {
        guard let header = header("authorization") else { return nil }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }

    /// The fields of a form in the body.
    func form() throws(Problem) -> FormFields {
        let type = (header("content-type") ?? "").lowercased().split(separator: ";").first ?? ""
        guard body.isEmpty || type.filter({ $0 != " " }) == "application/x-www-form-urlencoded"
        else {
            throw Problem(
                .badQuery, "Send the fields as application/x-www-form-urlencoded, in UTF-8.")
        }
        return try FormFields(body)
    }

    /// Whether a type is among those the client accepts by name.
    public func accepts(_ type: String) -> Bool {
        (header("accept") ?? "").lowercased().split(separator: ",").contains { item in
            item.split(separator: ";").first?.filter { $0 != " " } == type
        }
    }
}
