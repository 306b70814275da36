internal import CRajRoute
internal import Glibc
internal import RouteEngine

/// What a `rajroute_table` stands for.
final class Handle: Sendable {
    let table: RouteTable
    /// The address of the digest as a C text that lives as long as the handle.
    private let digestAddress: UInt

    init(_ table: RouteTable) {
        self.table = table
        digestAddress = UInt(bitPattern: CText.copy(table.release.digest))
    }

    deinit { free(UnsafeMutableRawPointer(bitPattern: digestAddress)) }

    var digest: UnsafePointer<CChar>? { UnsafePointer(bitPattern: digestAddress) }

    /// Hands the handle to the caller, who holds it until it is closed.
    var opaque: OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    /// The handle that the caller holds.
    static func of(_ table: OpaquePointer?) -> Handle? {
        table.map {
            Unmanaged<Handle>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue()
        }
    }

    /// Takes the handle back from the caller.
    static func close(_ table: OpaquePointer?) {
        guard let table else { return }
        Unmanaged<Handle>.fromOpaque(UnsafeRawPointer(table)).release()
    }
}
