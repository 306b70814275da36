public import MasterData

/// The codes of what reading a file can find.
///
/// Those of `structure` that concern one row or one name go to a reader's `finding`
/// callback; all others end the reading as a ``SourceError``.
public enum ReadingFinding {
    // MARK: The file

    /// There is no file at the path that was given. Check the spelling and the folder.
    public static let missing: FindingCode = "file.missing"

    /// The file exists and could not be opened or read. Check its permissions and the disk.
    public static let unreadable: FindingCode = "file.unreadable"

    /// The path names a folder. Name the files inside it.
    public static let isDirectory: FindingCode = "file.is-directory"

    /// The path names a pipe or a device, which cannot be read twice. Save it to a file first.
    public static let notRegular: FindingCode = "file.not-regular"

    /// The file holds no bytes, as after a failed download. Fetch it again.
    public static let empty: FindingCode = "file.empty"

    /// The file is larger than the limit. Split it, by district for instance.
    public static let tooLarge: FindingCode = "file.too-large"

    /// The file was written to while it was being read, so that nobody can say what was
    /// imported. Wait until the copy is complete and import it again.
    public static let changed: FindingCode = "file.changed"

    /// The file is a workbook, an archive or a PDF, whatever its name says. Unpack it, or
    /// save it from the spreadsheet program as “CSV UTF-8”.
    public static let notText: FindingCode = "file.not-text"

    /// A byte is not text in the encoding of the file, which is another one or was damaged.
    /// The finding names the byte; nothing is replaced. Save the file as “CSV UTF-8”, or name
    /// its encoding in the profile. XML may be UTF-8 or UTF-16.
    public static let encoding: FindingCode = "file.encoding"

    /// The process that reads the file for us ended before the file did: it met a limit of time
    /// or memory, or a fault of its own. The file may be built to do harm; ask who sent it.
    public static let readerDied: FindingCode = "system.reader-died"

    /// The process that reads files for us cannot be started. Check the installation, or read
    /// in this process with `--in-process`.
    public static let readerNotStarted: FindingCode = "system.reader-not-started"

    /// The file is not plain CSV (RFC 4180 in UTF-8): the note says how it was read. Where that
    /// is wrong, say how it is written under `csv` in the profile, or with `--encoding`,
    /// `--delimiter`, `--quote` or `--heading-line`.
    public static let dialect: FindingCode = "file.dialect"

    // MARK: The structure of CSV

    /// A quote opens a field and none closes it, so that everything after it would be one
    /// field. The finding stands where it opens: close it, or double a quote that is text.
    public static let unclosedQuote: FindingCode = "structure.unclosed-quote"

    /// Text follows the closing quote of a field. A quote inside a quoted field is written
    /// twice: `"Raja ""Ji"" Singh"`.
    public static let textAfterQuote: FindingCode = "structure.text-after-quote"

    /// A row has more or fewer fields than the heading, so that its values may stand in
    /// the wrong columns. The row is left out. Often a comma is missing, or one inside a
    /// name is not quoted.
    public static let raggedRow: FindingCode = "structure.ragged-row"

    /// Rows end with empty fields beyond the headings, as spreadsheets write them. They were
    /// left off; nothing need be done.
    public static let trailingFields: FindingCode = "structure.trailing-fields"

    /// The last row has no line end. Some programs leave it off; a file that was cut off has none
    /// either, and then its last value may be cut too. Compare the last row with its source.
    public static let unendedRow: FindingCode = "structure.unended-row"

    /// Two columns have the same heading, so that a name does not say which is meant.
    /// Rename one of them, unless the profile says which it takes.
    public static let repeatedHeading: FindingCode = "structure.repeated-heading"

    /// The file has no row of headings. Put the names of the columns into its first line.
    public static let noHeading: FindingCode = "structure.no-heading"

    /// The file has more columns than the limit.
    public static let tooManyColumns: FindingCode = "structure.too-many-columns"

    /// A row is longer than the limit; often a line end is missing.
    public static let rowTooLong: FindingCode = "structure.row-too-long"

    // MARK: The structure of either

    /// A field is longer than the limit. In CSV look for a quote that is never closed.
    public static let fieldTooLong: FindingCode = "structure.field-too-long"

    /// The file has more rows than the limit. Split it.
    public static let tooManyRows: FindingCode = "structure.too-many-rows"

    // MARK: The structure of XML

    /// The document declares a DOCTYPE, through which XML can be made to read other files
    /// or to grow without end. Masters need none: remove the declaration.
    public static let doctype: FindingCode = "structure.doctype"

    /// The document is not well-formed XML. The message is the parser's; correct the place
    /// that it names.
    public static let notWellFormed: FindingCode = "structure.not-well-formed"

    /// The document ends before its root element is closed. Fetch or export it again.
    public static let truncated: FindingCode = "structure.truncated"

    /// Elements stand inside one another deeper than the limit.
    public static let tooDeep: FindingCode = "structure.too-deep"

    /// A tag, comment or processing instruction is longer than the limit.
    public static let tagTooLong: FindingCode = "structure.tag-too-long"

    /// An element has more attributes than the limit.
    public static let tooManyAttributes: FindingCode = "structure.too-many-attributes"

    /// The root element, or its namespace, is another one than the layout's. The file is of
    /// another kind, or another profile is meant.
    public static let unexpectedRoot: FindingCode = "structure.unexpected-root"

    /// An element is on no path of the profile; it and what is in it are left out. Correct its
    /// name, map it, or list it under `ignored` in the profile. Each name is told once, with its
    /// count; it refuses the file only where the profile says `unmapped: refuse`.
    public static let unknownElement: FindingCode = "structure.unknown-element"

    /// No field of the profile takes this attribute. Correct its name, map it, or list it under
    /// `ignored` in the profile. Each name is told once, with its count; it refuses the file only
    /// where the profile says `unmapped: refuse`.
    public static let unknownAttribute: FindingCode = "structure.unknown-attribute"

    /// Text stands where the profile has elements only, so that it is left out. Put it into an
    /// element. Each place is told once, with its count; it refuses the file only where the
    /// profile says `unmapped: refuse`.
    public static let unexpectedText: FindingCode = "structure.unexpected-text"

    /// A record stands inside one of its own name, deeper than the profile maps. *Repair:* give
    /// each depth a record of its own in the profile, or ignore the inner ones there.
    public static let recursiveElement: FindingCode = "structure.recursive-element"

    /// A record holds an element twice that it may hold once, and is held. Remove one of them, or
    /// let the profile say which it reads (`phone[1]`, `phone[@kind='office']`). Where records
    /// inside read the element, the file is refused.
    public static let repeatedElement: FindingCode = "structure.repeated-element"

    /// An enclosing element's value stands after records that read it, so that they were read
    /// without it. Write it before the records.
    public static let lateElement: FindingCode = "structure.late-element"

    /// No record of the file has an element or attribute that the profile reads. Where the file
    /// has it under another name, correct the profile; else nothing need be done.
    public static let absentElement: FindingCode = "structure.absent-element"

    /// A line of a JSON Lines file is no JSON object, or a very long one. Write one record a line.
    public static let notJSON: FindingCode = "structure.not-json"
}
