// The functions of rajroute.h, where each is documented; the compiler compares their shapes
// with the header's, whose names they bear.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CRajRoute
internal import Glibc
internal import MasterData
internal import RouteEngine

/// Where an error's text goes.
public typealias ErrorPlace = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The version of the interface.
@c @implementation
public func rajroute_abi() -> UInt32 { UInt32(RAJROUTE_ABI) }

/// Opens the route file of a release.
@c @implementation
public func rajroute_open(
    _ path: UnsafePointer<CChar>?, _ error: ErrorPlace?
) -> OpaquePointer? {
    answering(error) { () throws(CallError) in
        guard let path = CText.text(path) else {
            throw CallError("No path was given. Name the route file of a release.")
        }
        do throws(RouteFileError) { return Handle(try RouteTable(path: path)).opaque } catch {
            throw CallError(error.description)
        }
    }
}

/// Gives a table back.
@c @implementation
public func rajroute_close(_ table: OpaquePointer?) { Handle.close(table) }

/// The number of the release.
@c @implementation
public func rajroute_release(_ table: OpaquePointer?) -> Int64 {
    Handle.of(table).map { Int64($0.table.release.number) } ?? 0
}

/// The digest of the release.
@c @implementation
public func rajroute_digest(_ table: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.of(table)?.digest
}

/// Decides one complaint.
@c @implementation
public func rajroute_decide(
    _ table: OpaquePointer?, _ request: UnsafePointer<rajroute_request>?, _ error: ErrorPlace?
) -> UnsafeMutablePointer<CChar>? {
    answering(error) { () throws(CallError) in
        let decision = try opened(table).decide(RouteRequest(try given(request)))
        return CText.copy([decision.json.canonicalBytes])
    }
}

/// Decides many complaints on all cores.
@c @implementation
public func rajroute_decide_batch(
    _ table: OpaquePointer?, _ requests: UnsafePointer<rajroute_request>?, _ count: Int,
    _ error: ErrorPlace?
) -> UnsafeMutablePointer<CChar>? {
    answering(error) { () throws(CallError) in
        let table = try opened(table)
        guard count == 0 || requests != nil else { throw CallError("No requests were given.") }
        var read: [RouteRequest] = []
        read.reserveCapacity(count)
        for index in 0..<count {
            do throws(CallError) {
                read.append(try RouteRequest(try given(requests.map { $0 + index })))
            } catch { throw CallError("Request \(index + 1): \(error)") }
        }
        return CText.copy(Batch.lines(of: read, by: table))
    }
}

/// Decides one complaint and says why.
@c @implementation
public func rajroute_explain(
    _ table: OpaquePointer?, _ request: UnsafePointer<rajroute_request>?,
    _ why_not: UnsafePointer<CChar>?, _ error: ErrorPlace?
) -> UnsafeMutablePointer<CChar>? {
    answering(error) { () throws(CallError) in
        let explanation = try opened(table).explain(
            RouteRequest(try given(request)), whyNot: CText.text(why_not))
        return CText.copy([explanation.json.canonicalBytes])
    }
}

/// Gives a text back.
@c @implementation
public func rajroute_free(_ text: UnsafeMutablePointer<CChar>?) { free(text) }

/// Runs a call; an error becomes a text at its place, and nothing the result.
private func answering<Value>(
    _ error: ErrorPlace?, _ body: () throws(CallError) -> Value?
) -> Value? {
    do throws(CallError) {
        if let value = try body() { return value }
        throw CallError("There is not enough memory for the answer.")
    } catch let fault {
        error?.pointee = CText.copy(fault.description)
        return nil
    }
}

private func opened(_ table: OpaquePointer?) throws(CallError) -> RouteTable {
    guard let handle = Handle.of(table) else {
        throw CallError("No table was given. Open a route file with rajroute_open first.")
    }
    return handle.table
}

private func given(
    _ request: UnsafePointer<rajroute_request>?
) throws(CallError) -> rajroute_request {
    guard let request else { throw CallError("No request was given.") }
    return request.pointee
}
