"""How the page of a report looks: its colours, and its style sheet. Light and dark, narrow and wide, on paper."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "succeeded": "succeeded",
    "failed": "failed",
    "cancelled": "cancelled",
    "needs_action": "needs action",
    "unknown": "unknown",
    "cancelling": "cancelling",
    "running": "running",
    "queued": "in line",
    "not seen": "not seen",
}
"""The states in words, in the order in which they are shown."""

COLOURS: Final[Mapping[str, tuple[str, str]]] = {
    "paper": ("#ffffff", "#12161c"),
    "shade": ("#f4f6f9", "#1a2028"),
    "ink": ("#1b2129", "#e6eaf0"),
    "faint": ("#55606c", "#a3aebc"),
    "grid": ("#d9dfe6", "#313b46"),
    "succeeded": ("#1a7f4b", "#3fb56f"),
    "failed": ("#c4232b", "#ff6b63"),
    "cancelled": ("#7c4fc4", "#b08cf0"),
    "needs_action": ("#97650a", "#dba035"),
    "unknown": ("#6a5f52", "#b3a797"),
    "cancelling": ("#9a4f9c", "#d184d3"),
    "running": ("#1f6fd0", "#5ca8ff"),
    "queued": ("#6b7785", "#8d99a8"),
    "not-seen": ("#6b7785", "#8d99a8"),
}
"""The colours on light paper, and on a dark screen. Each that is written or drawn has a contrast of 4.5 at least with
`paper` and of 3 with `shade` (WCAG 2.2, 1.4.3 and 1.4.11); `grid` is an ornament."""


def look_of(state: str) -> str:
    """The name of a state's colour; a state that nobody knows has that of "unknown"."""
    return state.replace(" ", "-") if state in WORDS else "unknown"


def _variables(number: int) -> str:
    return "".join(f"--{name}:{pair[number]};" for name, pair in COLOURS.items())


_LOOKS: Final = "".join(f".{look_of(state)}{{--look:var(--{look_of(state)})}}\n" for state in WORDS)

_RULES: Final = """
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1.5rem clamp(.8rem,3vw,2.5rem) 3rem;background:var(--paper);color:var(--ink);
  font:1rem/1.45 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .2rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.4rem 0 .4rem}
h3{font-size:1rem;margin:1.8rem 0 .4rem}
h3 small,h4 small{font-weight:400;color:var(--faint);font-size:.9rem;margin-left:.4rem}
h4{font-size:.9rem;margin:1rem 0 .2rem}
p{margin:.2rem 0;max-width:60rem}
.faint,footer{color:var(--faint);font-size:.9rem}
ul,ol{list-style:none;margin:0;padding:0}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.2rem 0 .6rem}
.tiles li{flex:0 1 auto;min-width:7.2rem;padding:.5rem .9rem .6rem;background:var(--shade);border-radius:.4rem;
  border-left:.3rem solid var(--look,var(--ink))}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.tiles span{font-size:.9rem}
.row{display:grid;grid-template-columns:minmax(0,18.5rem) minmax(0,1fr) 12.5rem;gap:0 1rem;align-items:center}
.share-row{margin:.45rem 0}
.rows .row{min-height:1.55rem;font-size:.875rem}
.rows .row:hover{background:var(--shade)}
.id{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.8rem;overflow:hidden;
  text-overflow:ellipsis;white-space:nowrap}
.end{color:var(--ink)}
.end b,.state{color:var(--look);font-weight:600}
.remark{grid-column:2/4;color:var(--faint);font-size:.8rem;margin:-.1rem 0 .3rem;overflow-wrap:anywhere}
.track{position:relative;height:.8rem}
.track i{position:absolute;top:0;bottom:0;min-width:3px;border-radius:2px;background:var(--look);
  print-color-adjust:exact;-webkit-print-color-adjust:exact}
.track i.wait{top:.3rem;bottom:.3rem;background:var(--queued);border-radius:0;min-width:0}
.track i.open{border-radius:2px 0 0 2px;background:repeating-linear-gradient(110deg,var(--look) 0 6px,
  color-mix(in srgb,var(--look) 65%,var(--paper)) 6px 10px)}
.share{display:flex;height:.9rem;border-radius:.2rem;overflow:hidden;gap:1px;background:var(--shade)}
.share i{background:var(--look);min-width:2px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.plot,.rows{position:relative}
.over{position:absolute;inset:0;pointer-events:none}
.over div{position:relative;height:100%}
.over i{position:absolute;top:0;bottom:0;width:1px;background:var(--grid)}
.axis{height:1.3rem;font-size:.78rem;color:var(--faint)}
.axis div{position:relative;height:100%}
.axis div span{position:absolute;white-space:nowrap;transform:translateX(-50%)}
.axis div span.first{transform:none}
.axis div span.last{transform:translateX(-100%)}
.flow{position:relative;display:block;width:100%;height:7.5rem;overflow:visible}
.flow path{fill:var(--look)}
.flow{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.9rem;margin:.5rem 0}
.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;background:var(--look);margin-right:.4rem;
  vertical-align:-.05rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.counts{font-size:.875rem}
.counts li{margin:.1rem 0}
.reasons{width:100%;border-collapse:collapse;font-size:.9rem;margin-top:.5rem}
.reasons th{text-align:left;font-weight:600;color:var(--faint);font-size:.8rem}
.reasons th,.reasons td{padding:.35rem .8rem .35rem 0;vertical-align:top;border-bottom:1px solid var(--grid);
  overflow-wrap:anywhere}
.reasons .number{text-align:right;white-space:nowrap;width:4rem}
.reasons .state,.reasons .where{white-space:nowrap;width:9rem}
details{margin:.3rem 0}
summary{cursor:pointer;color:var(--ink);font-size:.9rem;padding:.2rem 0;text-decoration:underline;
  text-underline-offset:.2em}
summary:focus-visible{outline:2px solid var(--running);outline-offset:2px}
@media(max-width:44rem){
  .row{grid-template-columns:minmax(0,1fr) auto;gap:0 .7rem}
  .row>:first-child{grid-row:1;grid-column:1}
  .row>:nth-child(2){grid-row:2;grid-column:1/3}
  .row>:nth-child(3){grid-row:1;grid-column:2}
  .row>.remark{grid-row:3;grid-column:1/3;margin:.1rem 0 0}
  .row.axis,.row.over{display:block}
  .row.axis>span,.row.over>span{display:none}
  .flow-row>.counts{display:none}
  .flow-row>:nth-child(3){grid-row:3;grid-column:1/3}
  .rows .row{padding:.25rem 0}
  .share-row>:nth-child(3){grid-row:3;grid-column:1/3}
  .share-row{margin:.7rem 0}
  .axis div span:nth-child(even){display:none}
  .axis div span.last{display:none}
  .tiles li{min-width:6rem;flex:1 1 6rem}
  .reasons,.reasons tbody,.reasons tr,.reasons td{display:block;border:0;width:auto;text-align:left!important}
  .reasons thead{position:absolute;clip-path:inset(50%);height:1px;width:1px;overflow:hidden;white-space:nowrap}
  .reasons tr{border-bottom:1px solid var(--grid);padding:.5rem 0}
  .reasons td{padding:0 .6rem 0 0;display:inline}
  .reasons td.long{display:block}
}
@media print{
  body{max-width:none;padding:0;font-size:10pt}
  .row,.plot>.row,tr,.tiles li{break-inside:avoid}
  h2,h3,h4{break-after:avoid}
  details::details-content{content-visibility:visible;height:auto}
  summary{list-style:none;text-decoration:none}
}
"""

STYLE: Final = (
    f":root{{color-scheme:light dark;{_variables(0)}}}\n"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(1)}}}}}\n{_LOOKS}{_RULES}"
)
"""The style sheet. On paper there is no dark screen."""
