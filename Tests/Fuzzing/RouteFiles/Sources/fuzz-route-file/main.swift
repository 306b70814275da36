import Glibc
import MasterData
import RouteEngine

// fuzz-route-file SECONDS SEED: alters route files of both kinds, mostly under checksums that
// fit, opens them and, where one opens, asks it everything. It ends when the time is over, with
// what it did; whatever it finds ends it sooner, by the sanitizer it is built with or by a trap.

let arguments = CommandLine.arguments
guard arguments.count == 3, let seconds = Double(arguments[1]), let seed = UInt64(arguments[2])
else {
    print("usage: fuzz-route-file SECONDS SEED")
    exit(64)
}

var dice = Dice(state: seed)
let end = now() + seconds
var tally = Tally()
let subjects = Subjects()
while now() < end {
    tally.files += 1
    let isFlat = dice.roll(2) == 0
    var bytes = isFlat ? subjects.flat : subjects.release[dice.roll(subjects.release.count)]
    Mutation.alter(&bytes, with: &dice)
    if dice.roll(10) > 0 { Mutation.seal(&bytes) }
    let opened =
        isFlat ? subjects.askFlat(bytes) : subjects.askRelease(bytes, with: &dice)
    if opened { tally.opened += 1 }
}
print(
    "\(tally.files) altered route files, seed \(seed): \(tally.files - tally.opened) refused, \(tally.opened) opened and asked; nothing read outside itself"
)

struct Tally {
    var files = 0
    var opened = 0
}

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
