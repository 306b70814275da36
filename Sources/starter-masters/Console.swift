import Foundation

/// Where the command speaks: results on standard output, messages on standard error.
enum Console {
    static func result(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
