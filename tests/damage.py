"""Text damaged as it is in the wild: UTF-8 read in another encoding and saved so; and clean text of many languages."""

from __future__ import annotations

from hypothesis import strategies as st

CODECS = ("mac_roman", "cp1252")

# What cp1252 has nothing for, the web reads as latin-1 does.
_UNASSIGNED = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def damaged(text: str, *codecs: str) -> str:
    """The text after its UTF-8 was read in these encodings, one after the other."""
    for codec in codecs:
        unassigned = _UNASSIGNED if codec == "cp1252" else {}
        text = "".join(unassigned.get(byte) or bytes([byte]).decode(codec) for byte in text.encode())
    return text


# Clean text that looks like damage to a rash eye, beside plain text of many languages.
PHRASES = tuple(
    """
L’état, c’est moi|d’été|qu’à l’île|«état»|« déjà vu »|où ça ?|CAFÉ…|“CAFÉ”|CAFÉ’S|VOILÀ !|ÎLE
œuvre|Œdipe|œ́|MAÇÃ…|“MAÇÃ”|AMANHÃ—OU|AMANHÃ !|IRMÃ’S|não é|coração|à toa|São Tomé|Ângela|VÂ»
“está”…|«está»…|¿Qué?|¡Olé!|niño|„Spaß“|Spaß…|‚Übung‘|„Ärger“|GRÖẞE|Fuß“,|‚Öö‘|„Öö“|öö|Ää
Ääremaa|‚Ääremaa‘|hyvä”|HYVÄ”|MITÄ…?|Ä…Ä…Ä… en tiedä|ÄÄŠŠI|PÅ…|Ø…Ø…Ø…|på øya|“Å”|10 Å²|5 Å³
molÅ³|eÅ²|1.5 Å±0.2|an Å—the unit|Åse|fjörður|‚áætlun‘|„það“…|með“…”|‚á‘|ÍŽÍ|KNÍŽE|VÝŠKA|“hâlâ”…
“Hâlâ—”|hâlâ”—|hâlâ…|İstanbul|ağaç|ışık|ĞÜŞİÖÇ|Şu|COBORÎ»|„țară”|ȘI|știință|Ţara|Łódź|żółć|„Źle”
ČŠŽ|“Ďábel”|tiếng Việt|Lễ Độc lập|ỉ|Ngã|Ấn Độ|ế ề ể|Ελληνικά|«ναι»|Ωραία!|Привет, мир|«Да» — нет
ёлка|Україна|Београд|ქართული|հայերեն|שלום|“שלום”|مرحبا|«سلام»|हिन्दी|日本語。|「はい」|中文，好|한국어|ไทย|😀
🧠 mind|👩‍🔬|⚔️|→|⇒ ELI15|✓|☑|a→b|x ≤ y|5 × 3|20 °C|√π|ln√πx|√πr|2√πdx|∫ x√πdx|n√π|√2|≈π|≈£5
cost≈£5|k≈π|ƒ(x)|¬p|¬∃x|α-helix|μm|Δx|Ω|Â|⟨Â²⟩|2Â²|Â·B̂|½|§ 5|© 2020|®|™|£5|€5|10 €|─│┌┐└┘|├── a
═══|█▓▒░|■ □|—•—•—•—|–•–•–|×•×•×•|…•…•…|é–è–ê–à|é\u00a0è\u00a0ê\u00a0ë|a\u00a0b|“é”“è”“ê”
“café’”|‘the café’”|“‘é’”…|É™|É°
ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ|œàâçèéîïùûêŒÀÂÇÈÉÎÏÙÛÊ
æđðħıĳĸłŀŉŋøœßŧþ|ʃɐɛɔɵœøŋʊɪ|naïve|rôle
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

clean_words = st.sampled_from([*PHRASES, "plain", "words", "in", "the", "middle", "1.", "(and)", '"so"'])
clean_lines = st.lists(clean_words, max_size=6).map(" ".join)
clean_texts = st.lists(clean_lines, min_size=1, max_size=6).map("\n".join)
