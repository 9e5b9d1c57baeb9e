"""The staff's theme, as django-unfold takes it; `staff.css` does what it has no names for."""

# Paper and ink; the one accent is the storefront's.
PAPER = {
    "50": "#fbf8f2",
    "100": "#f2ece1",
    "200": "#dfd5c6",
    "300": "#c9bdac",
    "400": "#8d8171",
    "500": "#6d6255",
    "600": "#5d544a",
    "700": "#4a4239",
    "800": "#3a342d",
    "900": "#221f1b",
    "950": "#171512",
}
ACCENT = {
    "50": "#f3f4fb",
    "100": "#e6e8f6",
    "200": "#cdd3ee",
    "300": "#a9b4e6",
    "400": "#b3c0ff",
    "500": "#8c9cf2",
    "600": "#2b3f9b",
    "700": "#1f2f7c",
    "800": "#1a2766",
    "900": "#151f50",
    "950": "#0d1333",
}
THEME = {
    "SITE_SUBHEADER": "Orders and catalogue",
    "SITE_SYMBOL": "redeem",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/favicon.svg"}],
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": PAPER,
        "primary": ACCENT,
        "font": {
            "subtle-light": "var(--color-base-500)",
            "subtle-dark": "#c2b7a8",
            "default-light": "#3a342d",
            "default-dark": "#e4dccf",
            "important-light": "#221e1a",
            "important-dark": "#f4eee4",
        },
    },
    "STYLES": [
        "customkeeps.admin_pages.assets.style_sheet",
        "customkeeps.admin_pages.assets.pages_style_sheet",
    ],
    "SCRIPTS": ["customkeeps.admin_pages.assets.script"],
}
