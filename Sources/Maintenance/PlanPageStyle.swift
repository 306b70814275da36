/// How the page of a plan looks, on a screen and on paper.
enum PlanPageStyle {
    static let sheet: StaticString = """
        body { font: 15px/1.5 "Noto Sans", "Noto Sans Devanagari", sans-serif; color: #1c2330;
          background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem;
          border-bottom: 2px solid #26507a; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
        .id { font-family: monospace; color: #5a6473; word-break: break-all; margin: .2rem 0 0; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .6rem;
          border-bottom: 1px solid #d7dde5; overflow-wrap: anywhere; }
        th { background: #eef2f7; } .n { text-align: right; font-variant-numeric: tabular-nums; }
        .facts { width: auto; } .facts td:first-child { color: #5a6473; }
        li.holds { color: #a02020; } ul { padding-left: 1.2rem; }
        svg.moves { width: 100%; height: auto; } svg text { font-size: 13px; fill: #1c2330; }
        .band { fill: none; opacity: .55; } .b0 { stroke: #2a6f97; } .b1 { stroke: #c46210; }
        .b2 { stroke: #3a7d44; } .b3 { stroke: #8e4585; } .b4 { stroke: #b8860b; }
        .b5 { stroke: #a63d40; }
        @media print { body { margin: 0; max-width: none; font-size: 11px; }
          h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
        """
}
