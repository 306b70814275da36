/// Where things stand: the departments and places that a ``FeedScope`` may be confined to.
///
/// What a field of a thing names is asked of whoever knows it: the live masters, or the rows of
/// an import too.
public struct Whereabouts<Failure: Error> {
    private let reference: (RowKey, Field) throws(Failure) -> RowKey?

    /// The fields that lead from a thing to its department, and to its place.
    private static var toDepartment: [Field] { [.department, .office, .post, .chain, .service] }
    private static var toPlace: [Field] { [.place, .office, .post, .calendar] }

    /// - Parameter reference: what a field of a thing names; nothing when the thing is not known,
    ///   has no such field, or names nothing.
    public init(reference: @escaping (RowKey, Field) throws(Failure) -> RowKey?) {
        self.reference = reference
    }

    /// The department of a thing and those above it, the nearest first; nothing when it belongs
    /// to none.
    public func departments(of key: RowKey) throws(Failure) -> [RowKey]? {
        var own: RowKey? = key
        while let thing = own, thing.kind != .department {
            own = try first(of: Self.toDepartment, in: thing)
        }
        guard let own else { return nil }
        return try line(from: own, by: [.parent])
    }

    /// The place of a thing and all that it lies in, in any hierarchy, the nearest first; nothing
    /// when it has no place.
    public func places(of key: RowKey) throws(Failure) -> [RowKey]? {
        var own: RowKey? = key
        while let thing = own, !thing.kind.isPlace { own = try first(of: Self.toPlace, in: thing) }
        guard let own else { return nil }
        return try line(from: own, by: Hierarchy.allCases.map(\.parentField))
    }

    private func first(of fields: [Field], in thing: RowKey) throws(Failure) -> RowKey? {
        for field in fields {
            if let named = try reference(thing, field) { return named }
        }
        return nil
    }

    /// A thing and all above it.
    private func line(from key: RowKey, by fields: [Field]) throws(Failure) -> [RowKey] {
        var line = [key]
        var index = 0
        while index < line.count {
            for field in fields {
                guard let above = try reference(line[index], field), !line.contains(above)
                else { continue }
                line.append(above)
            }
            index += 1
        }
        return line
    }
}

extension MasterRows {
    /// Where the things of these masters stand on a day.
    public func whereabouts(on day: Day) -> Whereabouts<Never> {
        Whereabouts { key, field in content(of: key, on: day)?.reference(field, in: key.kind) }
    }
}
