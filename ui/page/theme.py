"""Gradio's theme, brought down to the page's own: system fonts, one grey scale, one accent. The rest is style.css."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils.fonts import Font

SANS = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif")
MONO = ("ui-monospace", "Noto Sans Mono CJK SC", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """A theme that names no font that would have to be fetched."""
    plain = gr.themes.Base(
        font=[Font(name) for name in SANS],
        font_mono=[Font(name) for name in MONO],
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
    )
    return plain.set(
        body_background_fill="#f5f7f9",
        body_background_fill_dark="#f5f7f9",
        body_text_color="#141c28",
        body_text_color_dark="#141c28",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_padding="0px",
        layout_gap="0px",
    )
