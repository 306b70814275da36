internal import Dispatch
internal import Foundation
internal import Synchronization

/// Does the same to many things side by side.
enum OnAllCores {
    /// How many are worked on at once unless somebody says otherwise.
    static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// What the body makes of each item, in the order of the items.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], threads: Int, _ body: @Sendable (Item) -> Result
    ) -> [Result] {
        if threads <= 1 || items.count <= 1 { return items.map(body) }
        let done = Mutex<[Int: Result]>([:])
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if number >= items.count { return }
                let result = body(items[number])
                done.withLock { $0[number] = result }
            }
        }
        return done.withLock { done in items.indices.compactMap { done[$0] } }
    }
}
