extension HTMLRenderer {
    /// The page's style sheet. Colours have a contrast of at least 4.5 to 1 on both backgrounds (WCAG 2.2, 1.4.3).
    static let style = """
        :root{--page:#fff;--ink:#1b1f24;--dim:#57606a;--line:#d4d9df;--soft:#f5f7f9;--code:#eef1f4;
        --good:#116329;--goodbg:#dafbe1;--warn:#7d4e00;--warnbg:#fff3c4;--bad:#a40e26;--badbg:#ffe4e4;--bar:#4a7dbd}
        @media (prefers-color-scheme:dark){:root{--page:#14171b;--ink:#e4e8ec;--dim:#9aa4af;--line:#363d45;
        --soft:#1b2026;--code:#262c33;--good:#6fdd8b;--goodbg:#12351d;--warn:#f0c04c;--warnbg:#3a2c06;
        --bad:#ff9492;--badbg:#471719;
        --bar:#5b93d6}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--page);color:var(--ink);
        font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        h1{font-size:1.7rem;line-height:1.3;margin:.2rem 0 .6rem}
        h2{font-size:1.2rem;margin:2.2rem 0 .7rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
        h3{font-size:1rem;margin:1.3rem 0 .4rem}
        p{margin:.4rem 0}
        .kicker,.dim,small,dt{color:var(--dim)}
        code{font:.875em/1.4 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;background:var(--code);
        padding:.1em .3em;border-radius:.25em;overflow-wrap:anywhere}
        .verdict,.tag{display:inline-block;border-radius:.3em;font-weight:600;white-space:nowrap;
        background:var(--soft);color:var(--dim)}
        .verdict{padding:.1em .5em;margin-right:.3em;letter-spacing:.03em}
        .tag{padding:.05em .5em;font-size:.85rem}
        .passed{background:var(--goodbg);color:var(--good)}
        .warned,.interrupted{background:var(--warnbg);color:var(--warn)}
        .failed,.incomplete,.error{background:var(--badbg);color:var(--bad)}
        .cards{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0}
        .card{display:flex;flex-direction:column;min-width:7rem;padding:.6rem .9rem;border:1px solid var(--line);
        border-radius:.5rem;background:var(--soft)}
        .card strong{font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
        .card small:empty{display:none}
        .sign{align-self:center;font-size:1.3rem;color:var(--dim)}
        .problems{border-left:.3rem solid var(--bad);padding:.1rem 1rem .5rem;margin-top:1.5rem;background:var(--soft)}
        .problems h2{border:0;margin-top:.8rem}
        ul.reasons{list-style:none;margin:0;padding:0}
        ul.reasons>li{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .9rem;margin:.5rem 0}
        ul.places{margin:.3rem 0;padding-left:1.2rem;color:var(--dim);font-size:.9rem;
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}
        .scroll:focus-visible{outline:2px solid var(--bar);outline-offset:2px}
        table{border-collapse:collapse;width:100%;font-size:.92rem}
        th,td{text-align:left;padding:.4rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
        thead th{color:var(--dim);font-weight:600;white-space:nowrap;border-bottom-width:2px}
        tbody th{font-weight:500;overflow-wrap:anywhere}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .bar{display:block;height:.3rem;min-width:5rem;margin-top:.25rem;background:var(--line);border-radius:.2rem}
        .bar>span{display:block;height:100%;background:var(--bar);border-radius:.2rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0}
        dd{margin:0;overflow-wrap:anywhere}
        @media (max-width:40rem){body{padding:1rem}dl{display:block}dd{margin-bottom:.5rem}}
        @media print{body{max-width:none;padding:0;font-size:10pt}.scroll{overflow:visible}
        tr,li,.card{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}
        .tag,.verdict,.bar,.bar>span{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        """
}
