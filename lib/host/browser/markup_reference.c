/* SPDX-License-Identifier: MIT */
/*
 * markup_reference.c - character references: &#65; &#x41; and the names that people write (HTML, "Character reference state").
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/markup.h"

struct named {
	const char *name;
	uint16_t unit;
};

/* These count without a semicolon, too. */
static const struct named legacy[] = {
	{ "AElig", 0xC6 }, { "AMP", 0x26 }, { "Aacute", 0xC1 }, { "Acirc", 0xC2 }, { "Agrave", 0xC0 }, { "Aring", 0xC5 },
	{ "Atilde", 0xC3 }, { "Auml", 0xC4 }, { "COPY", 0xA9 }, { "Ccedil", 0xC7 }, { "ETH", 0xD0 }, { "Eacute", 0xC9 },
	{ "Ecirc", 0xCA }, { "Egrave", 0xC8 }, { "Euml", 0xCB }, { "GT", 0x3E }, { "Iacute", 0xCD }, { "Icirc", 0xCE },
	{ "Igrave", 0xCC }, { "Iuml", 0xCF }, { "LT", 0x3C }, { "Ntilde", 0xD1 }, { "Oacute", 0xD3 }, { "Ocirc", 0xD4 },
	{ "Ograve", 0xD2 }, { "Oslash", 0xD8 }, { "Otilde", 0xD5 }, { "Ouml", 0xD6 }, { "QUOT", 0x22 }, { "REG", 0xAE },
	{ "THORN", 0xDE }, { "Uacute", 0xDA }, { "Ucirc", 0xDB }, { "Ugrave", 0xD9 }, { "Uuml", 0xDC }, { "Yacute", 0xDD },
	{ "aacute", 0xE1 }, { "acirc", 0xE2 }, { "acute", 0xB4 }, { "aelig", 0xE6 }, { "agrave", 0xE0 }, { "amp", 0x26 },
	{ "aring", 0xE5 }, { "atilde", 0xE3 }, { "auml", 0xE4 }, { "brvbar", 0xA6 }, { "ccedil", 0xE7 }, { "cedil", 0xB8 },
	{ "cent", 0xA2 }, { "copy", 0xA9 }, { "curren", 0xA4 }, { "deg", 0xB0 }, { "divide", 0xF7 }, { "eacute", 0xE9 },
	{ "ecirc", 0xEA }, { "egrave", 0xE8 }, { "eth", 0xF0 }, { "euml", 0xEB }, { "frac12", 0xBD }, { "frac14", 0xBC },
	{ "frac34", 0xBE }, { "gt", 0x3E }, { "iacute", 0xED }, { "icirc", 0xEE }, { "iexcl", 0xA1 }, { "igrave", 0xEC },
	{ "iquest", 0xBF }, { "iuml", 0xEF }, { "laquo", 0xAB }, { "lt", 0x3C }, { "macr", 0xAF }, { "micro", 0xB5 },
	{ "middot", 0xB7 }, { "nbsp", 0xA0 }, { "not", 0xAC }, { "ntilde", 0xF1 }, { "oacute", 0xF3 }, { "ocirc", 0xF4 },
	{ "ograve", 0xF2 }, { "ordf", 0xAA }, { "ordm", 0xBA }, { "oslash", 0xF8 }, { "otilde", 0xF5 }, { "ouml", 0xF6 },
	{ "para", 0xB6 }, { "plusmn", 0xB1 }, { "pound", 0xA3 }, { "quot", 0x22 }, { "raquo", 0xBB }, { "reg", 0xAE },
	{ "sect", 0xA7 }, { "shy", 0xAD }, { "sup1", 0xB9 }, { "sup2", 0xB2 }, { "sup3", 0xB3 }, { "szlig", 0xDF },
	{ "thorn", 0xFE }, { "times", 0xD7 }, { "uacute", 0xFA }, { "ucirc", 0xFB }, { "ugrave", 0xF9 }, { "uml", 0xA8 },
	{ "uuml", 0xFC }, { "yacute", 0xFD }, { "yen", 0xA5 }, { "yuml", 0xFF },
};
static const struct named others[] = {
	{ "Alpha", 0x391 }, { "Beta", 0x392 }, { "Chi", 0x3A7 }, { "Dagger", 0x2021 }, { "Delta", 0x394 },
	{ "Epsilon", 0x395 }, { "Eta", 0x397 }, { "Gamma", 0x393 }, { "Hat", 0x5E }, { "Iota", 0x399 }, { "Kappa", 0x39A },
	{ "Lambda", 0x39B }, { "Mu", 0x39C }, { "NewLine", 0xA }, { "Nu", 0x39D }, { "OElig", 0x152 }, { "Omega", 0x3A9 },
	{ "Omicron", 0x39F }, { "Phi", 0x3A6 }, { "Pi", 0x3A0 }, { "Prime", 0x2033 }, { "Psi", 0x3A8 }, { "Rho", 0x3A1 },
	{ "Sigma", 0x3A3 }, { "Tab", 0x9 }, { "Tau", 0x3A4 }, { "Theta", 0x398 }, { "Upsilon", 0x3A5 }, { "Xi", 0x39E },
	{ "Zeta", 0x396 }, { "alpha", 0x3B1 }, { "apos", 0x27 }, { "ast", 0x2A }, { "asymp", 0x2248 }, { "bdquo", 0x201E },
	{ "beta", 0x3B2 }, { "bsol", 0x5C }, { "bull", 0x2022 }, { "check", 0x2713 }, { "chi", 0x3C7 }, { "circ", 0x2C6 },
	{ "clubs", 0x2663 }, { "colon", 0x3A }, { "comma", 0x2C }, { "commat", 0x40 }, { "cross", 0x2717 },
	{ "dagger", 0x2020 }, { "darr", 0x2193 }, { "delta", 0x3B4 }, { "diams", 0x2666 }, { "dollar", 0x24 },
	{ "emsp", 0x2003 }, { "ensp", 0x2002 }, { "epsilon", 0x3B5 }, { "equals", 0x3D }, { "equiv", 0x2261 },
	{ "eta", 0x3B7 }, { "euro", 0x20AC }, { "excl", 0x21 }, { "fnof", 0x192 }, { "gamma", 0x3B3 }, { "ge", 0x2265 },
	{ "grave", 0x60 }, { "hArr", 0x21D4 }, { "harr", 0x2194 }, { "hearts", 0x2665 }, { "hellip", 0x2026 },
	{ "infin", 0x221E }, { "iota", 0x3B9 }, { "kappa", 0x3BA }, { "lArr", 0x21D0 }, { "lambda", 0x3BB },
	{ "larr", 0x2190 }, { "lbrace", 0x7B }, { "lbrack", 0x5B }, { "lcub", 0x7B }, { "ldquo", 0x201C }, { "le", 0x2264 },
	{ "lowbar", 0x5F }, { "lpar", 0x28 }, { "lsaquo", 0x2039 }, { "lsqb", 0x5B }, { "lsquo", 0x2018 },
	{ "mdash", 0x2014 }, { "minus", 0x2212 }, { "mu", 0x3BC }, { "ndash", 0x2013 }, { "ne", 0x2260 }, { "nu", 0x3BD },
	{ "num", 0x23 }, { "oelig", 0x153 }, { "omega", 0x3C9 }, { "omicron", 0x3BF }, { "percnt", 0x25 }, { "period", 0x2E },
	{ "permil", 0x2030 }, { "phi", 0x3C6 }, { "pi", 0x3C0 }, { "plus", 0x2B }, { "prime", 0x2032 }, { "psi", 0x3C8 },
	{ "quest", 0x3F }, { "rArr", 0x21D2 }, { "radic", 0x221A }, { "rarr", 0x2192 }, { "rbrace", 0x7D },
	{ "rbrack", 0x5D }, { "rcub", 0x7D }, { "rdquo", 0x201D }, { "rho", 0x3C1 }, { "rpar", 0x29 }, { "rsaquo", 0x203A },
	{ "rsqb", 0x5D }, { "rsquo", 0x2019 }, { "sbquo", 0x201A }, { "sdot", 0x22C5 }, { "semi", 0x3B }, { "sigma", 0x3C3 },
	{ "sigmaf", 0x3C2 }, { "sol", 0x2F }, { "spades", 0x2660 }, { "star", 0x2606 }, { "starf", 0x2605 },
	{ "sum", 0x2211 }, { "tau", 0x3C4 }, { "theta", 0x3B8 }, { "thinsp", 0x2009 }, { "tilde", 0x2DC },
	{ "trade", 0x2122 }, { "uarr", 0x2191 }, { "upsilon", 0x3C5 }, { "verbar", 0x7C }, { "vert", 0x7C }, { "xi", 0x3BE },
	{ "zeta", 0x3B6 }, { "zwj", 0x200D }, { "zwnj", 0x200C },
};

static bool is_alphanumeric(uint16_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The entry whose name is the `length` units; NULL: none. */
static const struct named *find(const struct named *table, size_t count, const uint16_t *units, uint32_t length)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t k = 0;
		while (k < length && units[k] == (unsigned char)table[i].name[k] && table[i].name[k] != '\0')
			k++;
		if (k == length && table[i].name[k] == '\0')
			return &table[i];
	}
	return NULL;
}

static uint32_t numeric(const uint16_t *units, uint32_t length, uint16_t out[2], uint32_t *count)
{
	uint32_t value = 0, digits = 0, at = 1;
	bool hex = length > 1 && (units[1] | 32) == 'x';
	for (at += hex ? 1 : 0; at < length; at++, digits++) {
		int digit = evl_hex_value(units[at]);
		if (digit < 0 || (digit > 9 && !hex))
			break;
		value = value > 0x10FFFF ? value : value * (hex ? 16 : 10) + (uint32_t)digit;
	}
	if (digits == 0)
		return 0;
	if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
		value = 0xFFFD;
	*count = value > 0xFFFF ? 2 : 1;
	out[0] = value > 0xFFFF ? (uint16_t)(0xD7C0 + (value >> 10)) : (uint16_t)value;
	out[1] = (uint16_t)(0xDC00 + (value & 0x3FF));
	return at + (at < length && units[at] == ';');
}

uint32_t evl_markup_reference(const uint16_t *units, uint32_t length, bool in_attribute, uint16_t out[2], uint32_t *count)
{
	if (length != 0 && units[0] == '#')
		return numeric(units, length, out, count);
	uint32_t end = 0;
	while (end < length && end < 40 && is_alphanumeric(units[end]))
		end++;
	bool ends = end < length && units[end] == ';';
	const struct named *found = find(legacy, sizeof legacy / sizeof legacy[0], units, end);
	if (found == NULL && ends)
		found = find(others, sizeof others / sizeof others[0], units, end);
	*count = 1;
	if (found != NULL && (ends || !in_attribute || end == length || units[end] != '=')) {
		out[0] = found->unit;
		return end + ends;
	}
	/* "&notit" is "&not" and "it", but in an attribute's value it is itself. */
	for (uint32_t n = end; n >= 2 && !in_attribute; n--) {
		found = find(legacy, sizeof legacy / sizeof legacy[0], units, n);
		if (found != NULL) {
			out[0] = found->unit;
			return n;
		}
	}
	return ends && end != 0 ? EVL_REFERENCE_UNKNOWN : 0;
}
