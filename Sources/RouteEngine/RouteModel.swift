import MasterData

/// One release compiled: every index that a decision reads, never changed once made.
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
    /// For names, and for what an explanation quotes.
    let rows: MasterRows

    init(_ rows: MasterRows, days: Validity) {
        self.rows = rows
        self.days = Span(days)
        var departments = CodeBook([.department], in: rows)
        var designations = CodeBook([.designation], in: rows)
        places = PlaceGraph(rows)
        categories = CategoryTree(rows)
        chains = ChainBook(rows, departments: &departments, designations: &designations)
        offices = OfficeIndex(
            rows, places: places.book, departments: &departments, designations: &designations)
        postings = PostingIndex(rows, posts: offices.posts)
        rules = RuleBook(
            rows, categories: categories.book, places: places.book, chains: chains.book,
            posts: offices.posts, departments: &departments)
        index = RuleIndex(rules, places: places, categories: categories, days: self.days)
        self.departments = departments
        self.designations = designations
    }
}
