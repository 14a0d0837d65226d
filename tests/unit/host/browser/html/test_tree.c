/* SPDX-License-Identifier: MIT */
/*
 * test_tree.c - stack.c, formatting.c, insert.c, foreign.c, the modes and the tokenizer, seen through innerHTML. What is expected is what Chromium prints.
 */
#include "../../../console/prediction.h"

#define OF(markup) "const d = document.createElement('div'); d.innerHTML = '" markup "'; console.log(d.innerHTML);"

Test(host_browser_html_formatting, misnested_elements_are_adopted)
{
	static const struct console_case cases[] = {
		{ OF("<b><i>x</b>y</i>"), "<b><i>x</i></b><i>y</i>" },
		{ OF("<a><p>x</a>y"), "<a></a><p><a>x</a>y</p>" },
		{ OF("<b><b><b><b>x</b></b></b></b>y"), "<b><b><b><b>x</b></b></b></b>y" },
		{ OF("<p><b><b><b><b><p>x"), "<p><b><b><b><b></b></b></b></b></p><p><b><b><b>x</b></b></b></p>" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_html_insert, what_is_no_part_of_a_table_stands_in_front_of_it)
{
	static const struct console_case cases[] = {
		{ OF("<table>x<tr>y<td>1<b>2</table>3"), "xy<table><tbody><tr><td>1<b>2</b></td></tr></tbody></table>3" },
		{ OF("<table><a>1<p>2</a>3</p>"), "<a>1</a><p><a>2</a>3</p><table></table>" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_html_stack, scopes)
{
	static const struct console_case cases[] = {
		{ OF("<p><button></p>x"), "<p><button><p></p>x</button></p>" },
		{ OF("<div><select></div>z"), "<div><select>z</select></div>" },
		{ OF("<ul><li>a<ul><li>b</li></ul><li>c"), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_html_foreign, svg_and_math)
{
	static const struct console_case cases[] = {
		{ OF("<svg><foreignobject><p>a</p></foreignobject><LINEARGRADIENT/>b<![CDATA[<c>]]></svg>"),
		  "<svg><foreignObject><p>a</p></foreignObject><linearGradient></linearGradient>b&lt;c&gt;</svg>" },
		{ OF("<svg><font size=1>x"), "<svg></svg><font size=\"1\">x</font>" },
		{ OF("<math><mi>a<p>b"), "<math><mi>a<p>b</p></mi></math>" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_html_tokenizer, comments_and_texts)
{
	static const struct console_case cases[] = {
		{ OF("<!-->a<!--->b<!--x--!>c<!x>d</ y>e<? z>"), "<!---->a<!---->b<!--x-->c<!--x-->d<!-- y-->e<!--? z-->" },
		{ OF("<textarea>\\n&lt;b></textarea><xmp><b>&amp;</xmp>"), "<textarea>&lt;b&gt;</textarea><xmp><b>&amp;</xmp>" },
		{ OF("<script><!--<script></script>x</script>y"), "<script><!--<script></script>x</script>y" },
		{ OF("a&notit;b&notin;c&#x80;&#0;&amp"), "a¬it;b∉c€�&amp;" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_html_modes, the_whole_of_a_document)
{
	static const struct console_case cases[] = {
		{ "const x = new DOMParser().parseFromString('<!doctype HTML public \"A\" \"b\"><title>t</title></head><!--1--><body a=1><p>x</body><body b=2 a=3><!--2--></html><!--3-->y', 'text/html'); console.log(x.doctype.name, x.doctype.publicId, x.doctype.systemId, x.compatMode, x.childNodes.length, x.documentElement.outerHTML);",
		  "html A b CSS1Compat 3 <html><head><title>t</title></head><!--1--><body a=\"1\" b=\"2\"><p>x<!--2-->y</p></body></html>" },
		{ "const x = new DOMParser().parseFromString('<frameset><frame></frameset>x', 'text/html'); console.log(x.compatMode, x.body.outerHTML);",
		  "BackCompat <frameset><frame></frameset>" },
	};
	EXPECT_PRINTS("browser", cases);
}
