"""How the mails look, as inline styles by part: mail programs drop style sheets.

Paper, ink and the one accent are the storefront's. `mail.html` has the few rules that turn them
around in dark mode, for the programs that read those.
"""

_SANS = "font-family:Figtree,Inter,Segoe UI,Helvetica,Arial,sans-serif"
_SERIF = "font-family:Fraunces,Georgia,Times New Roman,serif"
_INK, _SOFT, _ACCENT = "color:#221e1a", "color:#5d544a", "color:#2b3f9b"
_RULE = "1px solid #dfd5c6"
_FIGURES = "font-variant-numeric:tabular-nums;white-space:nowrap"

LOOK = {
    "page": f"margin:0;padding:0;background:#fbf8f2;{_INK};{_SANS};font-size:16px;line-height:1.5",
    "hidden": "display:none;max-height:0;overflow:hidden;mso-hide:all",
    "outer": "width:100%;background:#fbf8f2;border-collapse:collapse",
    "gutter": "padding:32px 16px 48px",
    "inner": "width:100%;max-width:600px;border-collapse:collapse",
    "brand": f"padding:0 8px 20px;{_SERIF};font-size:22px;line-height:28px;font-weight:600",
    "brand_link": f"{_INK};text-decoration:none",
    "card": "background:#ffffff;border-radius:12px;padding:32px 28px",
    "heading": f"margin:0 0 16px;{_SERIF};font-size:30px;line-height:36px;font-weight:600;{_INK}",
    "paragraph": f"margin:0 0 16px;{_INK};white-space:pre-line;overflow-wrap:anywhere",
    "button_row": "margin:24px 0 0",
    "button": (
        "display:inline-block;background:#2b3f9b;color:#ffffff;font-weight:600;line-height:24px;"
        "text-decoration:none;padding:12px 24px;border-radius:8px"
    ),
    "section": f"margin:32px 0 4px;{_SANS};font-size:16px;line-height:24px;font-weight:600;{_INK}",
    "table": f"width:100%;border-collapse:collapse;{_SANS};font-size:16px;line-height:24px",
    "line": f"padding:16px 0 0;vertical-align:top;text-align:left;font-weight:600;{_INK};"
    "overflow-wrap:anywhere",
    "line_total": f"padding:16px 0 0 16px;vertical-align:top;text-align:right;{_INK};{_FIGURES}",
    "line_more": f"padding:0 0 16px;border-bottom:{_RULE}",
    "soft": f"{_SOFT};font-size:14px;line-height:20px",
    "words": f"margin:8px 0 0;padding:8px 12px;background:#f2ece1;border-radius:6px;{_INK};"
    "font-size:14px;line-height:20px;white-space:pre-wrap;overflow-wrap:anywhere",
    "sum": f"padding:8px 0 0;text-align:left;font-weight:400;{_SOFT}",
    "sum_amount": f"padding:8px 0 0 16px;text-align:right;{_SOFT};{_FIGURES}",
    "total": f"padding:12px 0 0;text-align:left;font-weight:600;{_INK}",
    "total_amount": "padding:12px 0 0 16px;text-align:right;font-weight:600;font-size:20px;"
    f"{_INK};{_FIGURES}",
    "footer": f"padding:20px 8px 0;{_SOFT};font-size:14px;line-height:20px",
    "link": f"{_ACCENT};text-decoration:underline;overflow-wrap:anywhere",
}
