extension KrutiDev {
    /// How much likelier text is in this font than English, in nats; below 0 it is likelier
    /// English.
    ///
    /// It adds up what each two neighbouring letters of each word say. The weights are the
    /// logarithms, rounded, of how often the pair stands in the Hindi names of the starter
    /// masters as the font writes them, against their English names in three letter cases. A
    /// pair that says little has none. `docs/reading.md` has what was measured on the
    /// registers of all India, from which no weight was taken.
    public static func odds(of text: String) -> Int {
        var sum = 0
        var previous = boundary
        for scalar in text.unicodeScalars {
            // Text that has Devanagari, or another script of its own, is in no such font.
            if scalar.value >= 0x250, !isGlyph(scalar) { return -1000 }
            let next = scalar.properties.isWhitespace ? boundary : scalar
            if previous == boundary, next == boundary { continue }
            sum += weights[Pair(first: previous, second: next)] ?? 0
            previous = next
        }
        if previous != boundary { sum += weights[Pair(first: previous, second: boundary)] ?? 0 }
        return sum
    }

    /// Whether the odds of ASCII text are such that it is in the font in no column.
    static func isEnglish(_ ascii: UnsafeRawBufferPointer) -> Bool {
        asciiWeights.withUnsafeBufferPointer { weights in
            var sum = 0
            var previous = 0
            for byte in ascii {
                let next = byte <= 0x20 ? 0 : Int(byte & 0x7F)
                sum += Int(weights[previous << 7 | next])
                previous = next
            }
            return sum + Int(weights[previous << 7]) < oddsInLegacyColumn
        }
    }

    /// The weights of pairs of ASCII, by both; the edge of a word is 0, and two edges weigh
    /// nothing.
    private static let asciiWeights: [Int8] = {
        var table = [Int8](repeating: 0, count: 1 << 14)
        for (pair, weight) in weights where pair.first.isASCII && pair.second.isASCII {
            table[Int(pair.first.value) << 7 | Int(pair.second.value)] = Int8(weight)
        }
        table[0] = 0
        return table
    }()

    private struct Pair: Hashable {
        var first: Unicode.Scalar
        var second: Unicode.Scalar
    }

    /// What stands before and after a word.
    private static let boundary: Unicode.Scalar = "\u{0}"

    private static func isGlyph(_ scalar: Unicode.Scalar) -> Bool {
        consonants[scalar] != nil || others[scalar] != nil || scalar == "‚"
    }

    private static let weights: [Pair: Int] = {
        var weights: [Pair: Int] = [:]
        for (weight, pairs) in written {
            for pair in pairs.split(separator: " ") {
                // In the table the edge of a word is a low line.
                let letters = pair.unicodeScalars.map { $0 == "_" ? boundary : $0 }
                weights[Pair(first: letters[0], second: letters[1])] = weight
            }
        }
        return weights
    }()

    private static let written: [(Int, String)] = [
        (-6, #"AN AR A_ HA RA R_ _D _P _R _S _s sh"#),
        (-5, #"AD AL AT BA CH DA EN ER E_ GA H_ IN IS I_ LA L_ MA NA ND NG N_ ON OR PA RE"#),
        (-5, #"RI SA SH TA TI T_ UR WA _A _G _K _a _k am as aw ay ba ce ec io it ma na ni"#),
        (-5, #"on pa ta ur ve"#),
        (-4, #",_ AG AH AI AJ AK AM AS AU AW AY BH Ba Bh CE CO CT Ch DE DH DI DR D_ De EC"#),
        (-4, #"ED EE EL ES ET GI G_ Ga HE HI HO HU IC IL IO IR IT JA Ja KA KH Ka LE LI LO"#),
        (-4, #"ME MI NE NI NO NS NT Na OD OL OT PO PR PU Pa RH RO RT Ra SE SI ST SU S_ TE"#),
        (-4, #"TH TO TR UN US U_ VE VI YA Y_ _( _B _E _I _W _h _w ab ah ak au av bh co em"#),
        (-4, #"ep ha ie im iv mp ng nt om op pe pl ra re rm ro ss to um up"#),
        (-3, #"Ma ac ai ar ct da di ee el en ga ic ip ja li m_ nd ne ri rt ti"#),
        (-2, #"Sa _C _N _T a_ ag aj al an at ci dr er et ho i_ il in ir is me nc od ol pr"#),
        (-2, #"pu si t_ te tr un vi wa ya"#),
        (-1, #"_J _M _b _r ad ch de e_ ed he hi l_ le lo mi n_ or ot rh s_ sa th"#),
        (1, #"_H _d _n _o _t d_ h_ ik ka ki o_ u_ y_"#),
        (2, #"LF Lo _j _l _u ax ds ek fe fo hd hy if jh ke oj sn uh w_ ys"#),
        (3, #"_e _f _i _v _y ck fl fr ft fu gs js k_ kl kn ko ku lk nh ok qf rk sf tk uj"#),
        (3, #"uk uo"#),
        (4, #"". +k ;a ;i ;r >k >q Lr Ms Rl Sy T; Vª ZV Zy _, _{ a' dR d` dq eZ ey fc h."#),
        (4, #"hf j; j_ jr jw kp ks m| oU o| pf q[ qy s" s' s/ s[ tx u; wf xZ x_ xh zd zo"#),
        (5, #".M ;Z ;] ;d ;q <+ <_ =_ ?k Kk Mh Mk My Sj U; Vh Vk Vs Vu [; _' _/ _; _> _¼"#),
        (5, #"a/ bZ dj e. eq f' f/ fH fd fg fn fp fx fy gj h' h; iq j. k' k/ kV kZ k] kb"#),
        (5, #"kc kg kw k{ lh lj pk q_ qe sM sU sV sd sg sx sy t; uq ux vu wj xq xz y; yh"#),
        (5, #"zk |k ½_ Ùk æ_"#),
        (6, #""k +_ ;_ Fk M+ Uæ Z_ [k _[ _x dk fj gk iz k. k; kM kS kd kf kq kt kx lq qj"#),
        (6, #"sj vf vk x< xj xk yk {k"#),
        (7, #"'k .k /k ;k Hk ]_ jk kj kk ky"#),
    ]
}
