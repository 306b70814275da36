extension ExplanationPage {
    /// The look of the page, on a screen in the light and in the dark, and on paper.
    static let style: StaticString = """
        <style>
        :root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #ffffff; --panel: #f6f8fa;
          --good: #1a7f37; --warn: #9a6700; --bad: #cf222e; color-scheme: light dark; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1;
          --line: #3d444d; --paper: #0d1117; --panel: #151b23; --good: #3fb950; --warn: #d29922;
          --bad: #f85149; } }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans Devanagari", sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 0; }
        p { margin: .3rem 0; }
        .facts, .due, .said, footer, .hi { color: var(--soft); }
        .code { font: .85em ui-monospace, monospace; color: var(--soft); overflow-wrap: anywhere; }
        .what-if { border: 2px dashed var(--warn); color: var(--warn); padding: .5rem .8rem;
          border-radius: .4rem; font-weight: 600; }
        .outcome { border-left: .35rem solid var(--good); background: var(--panel);
          padding: .6rem .8rem; margin: 1rem 0; }
        .unroutable { border-color: var(--bad); font-weight: 600; }
        .line { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .2rem .4rem; }
        .line li + li::before { content: "› "; color: var(--soft); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
          border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; }
        td.code { overflow-wrap: normal; white-space: nowrap; }
        .won td { background: var(--panel); font-weight: 600; }
        .levels { list-style: none; padding: 0; }
        .levels > li { border: 1px solid var(--line); border-left: .35rem solid var(--good);
          border-radius: .3rem; padding: .6rem .8rem; margin: .6rem 0; }
        .levels > li.stand-in, .levels > li.vacant { border-left-color: var(--warn); }
        .levels > li.hole { border-left-color: var(--bad); }
        .levels ul { margin: .4rem 0 0; padding-left: 1.2rem; font-size: .92rem; }
        .level { color: var(--soft); margin-right: .3rem; }
        .standing { font-weight: 600; }
        .said { font-size: .85rem; }
        footer { margin-top: 2.5rem; border-top: 1px solid var(--line); font-size: .85rem; }
        @media print { .levels > li { break-inside: avoid; } }
        </style>
        """
}
