import MasterData

/// One release compiled: every index that a decision reads, never changed once made.
///
/// Its columns lie in memory where it was compiled, and in the mapped file where it was opened
/// from a route file; see `RouteFile/RouteTable+File.swift`.
final class RouteModel: Sendable {
    /// The days the table covers.
    let days: Span
    let places: PlaceGraph
    let categories: CategoryTree
    let departments: CodeBook
    let designations: CodeBook
    let chains: ChainBook
    let offices: OfficeIndex
    let postings: PostingIndex
    let rules: RuleBook
    let index: RuleIndex
    /// What stands for places, categories and departments that are gone, and the succession rows
    /// that say so.
    let successions: CodeBook
    let placeHeirs: HeirBook
    let categoryHeirs: HeirBook
    let departmentHeirs: HeirBook
    /// For what an explanation quotes.
    let names: NameBook
    /// What rules name that is not there on all their days.
    let gaps: ReferenceGaps
    /// Where rows were said; nothing when that was not known.
    let sources: SourceBook?

    init(_ rows: MasterRows, days: Validity, sources: RowSources?) {
        self.days = Span(days)
        var departments = CodeBookBuilder([.department], in: rows)
        var designations = CodeBookBuilder([.designation], in: rows)
        let heirs = rows.heirs(of: Set(MasterKind.places + [.category, .department]))
        places = PlaceGraph(
            rows, alsoNamed: heirs.flatMap { [$0.key, $0.value.key] }.filter(\.kind.isPlace))
        categories = CategoryTree(rows)
        chains = ChainBook(rows, departments: &departments, designations: &designations)
        offices = OfficeIndex(
            rows, places: places.book, departments: &departments, designations: &designations)
        postings = PostingIndex(rows, posts: offices.posts)
        rules = RuleBook(
            rows, categories: categories.book, places: places.book, chains: chains.book,
            posts: offices.posts, departments: &departments)
        index = RuleIndex(rules, places: places, categories: categories, days: self.days)
        self.departments = departments.finished()
        self.designations = designations.finished()
        var successions = CodeBookBuilder()
        placeHeirs = HeirBook(heirs, in: places.book, rows: &successions)
        categoryHeirs = HeirBook(heirs, in: categories.book, rows: &successions)
        departmentHeirs = HeirBook(heirs, in: self.departments, rows: &successions)
        self.successions = successions.finished()
        var text = TextPoolBuilder()
        var names = NameBook(
            rows,
            books: [
                places.book, categories.book, self.departments, self.designations, chains.book,
                offices.offices, postings.persons,
            ], posts: offices.posts, &text)
        var gaps = ReferenceGaps(rows, rules, &text)
        var said = sources.map { SourceBook($0, &text) }
        let pool = text.finished()
        names.text = pool
        gaps.text = pool
        said?.text = pool
        self.names = names
        self.gaps = gaps
        self.sources = said
    }

    init(_ reader: inout RouteTableReader, days: Span) throws(RouteFileError) {
        self.days = days
        let text = try TextPool(&reader)
        departments = try CodeBook(&reader)
        designations = try CodeBook(&reader)
        places = try PlaceGraph(&reader)
        categories = try CategoryTree(&reader)
        chains = try ChainBook(
            &reader, departments: departments.count, designations: designations.count)
        offices = try OfficeIndex(&reader)
        postings = try PostingIndex(&reader, posts: offices.posts.count)
        rules = try RuleBook(
            &reader, categories: categories.book.count, places: places.book.count,
            departments: departments.count, chains: chains.book.count, posts: offices.posts.count)
        index = try RuleIndex(&reader, records: rules.records.count)
        successions = try CodeBook(&reader)
        let said = successions.count
        placeHeirs = try HeirBook(&reader, things: places.book.count, rows: said)
        categoryHeirs = try HeirBook(&reader, things: categories.book.count, rows: said)
        departmentHeirs = try HeirBook(&reader, things: departments.count, rows: said)
        names = try NameBook(
            &reader,
            books: [
                places.book, categories.book, departments, designations, chains.book,
                offices.offices, postings.persons,
            ], posts: offices.posts, text)
        gaps = try ReferenceGaps(&reader, rules, text)
        sources = try reader.number() == 0 ? nil : SourceBook(&reader, text)
    }

    func write(to writer: inout RouteTableWriter) {
        names.text.write(to: &writer)
        departments.write(to: &writer)
        designations.write(to: &writer)
        places.write(to: &writer)
        categories.write(to: &writer)
        chains.write(to: &writer)
        offices.write(to: &writer)
        postings.write(to: &writer)
        rules.write(to: &writer)
        index.write(to: &writer)
        successions.write(to: &writer)
        placeHeirs.write(to: &writer)
        categoryHeirs.write(to: &writer)
        departmentHeirs.write(to: &writer)
        names.write(to: &writer)
        gaps.write(to: &writer)
        writer.add(sources == nil ? 0 : 1)
        sources?.write(to: &writer)
    }
}
