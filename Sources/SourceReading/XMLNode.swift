/// A field of a record.
struct XMLTarget {
    var record: Int
    var slot: Int
}

struct XMLRecordPlan {
    struct Inherited {
        let slot: Int
        /// Which of the kept values.
        let from: Int
    }

    let fieldCount: Int
    var inherited: [Inherited] = []
}

struct XMLAttributeRule {
    var name: XMLName
    /// The fields that its value is.
    var targets: [XMLTarget] = []
    /// The kept values that it is.
    var keeps: [Int] = []
}

/// A value of an enclosing element, kept while that is open for the records inside.
struct XMLKept {
    /// The enclosing element.
    let host: Int
    /// It is an attribute of the host itself, so that it is there or will not come.
    let isOfHost: Bool
    var slot = FieldSlot.absent
    /// The opening of the host in which a record missed it.
    var missedIn = 0
}

/// One element that the layout knows.
struct XMLNode {
    enum Choice {
        case all
        case position(Int)
        case attribute(XMLName, [UInt8])
    }

    var name: XMLName
    let path: String
    let depth: Int
    var choice = Choice.all
    var children: [Int] = []
    /// Some children are told apart by more than their names.
    var hasChoices = false
    var attributes: [Int] = []
    var record: Int?
    /// It is known and means nothing, with all that is in it.
    var isIgnored = false
    /// It is a record, or records lie in it.
    var isOnWay = false
    /// The outermost element of which it is a part, and may be one once.
    var hangsOn: Int?
    /// Records beside it read it.
    var isForOthers = false
    /// The fields that its text is.
    var texts: [XMLTarget] = []
    /// The kept values that its text is.
    var keeps: [Int] = []
    /// The values that are kept while it is open.
    var hosted: [Int] = []

    var takesText: Bool { !texts.isEmpty || !keeps.isEmpty }

    init(name: XMLName, path: String, depth: Int) {
        self.name = name
        self.path = path
        self.depth = depth
    }
}

extension XMLNode.Choice {
    func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.all, .all): true
        case (.position(let one), .position(let two)): one == two
        case (.attribute(let name, let one), .attribute(let other, let two)):
            name.isSame(as: other) && one == two
        default: false
        }
    }
}
