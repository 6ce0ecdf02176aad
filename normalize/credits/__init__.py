"""The small grammar of credits: captions, copyright notices, partners, sponsors, authors."""

from normalize.credits.caption import Caption
from normalize.credits.credits import Credits
from normalize.credits.keys import caption_key, same_caption
from normalize.credits.notice import Notice
from normalize.credits.plugs import Plug

__all__ = ["Caption", "Credits", "Notice", "Plug", "caption_key", "same_caption"]
