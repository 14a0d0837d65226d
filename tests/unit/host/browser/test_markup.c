/* SPDX-License-Identifier: MIT */
/*
 * test_markup.c - Parsing and serializing markup. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_markup, elements_that_end_by_themselves)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); for (const t of ['<p>a<p>b', '<li>1<li>2', '<table><tr><td>1', '<p><div>x</div></p>', '<br></br>', '</p>x</nothing>', '<select><option>a<option>b</select>', '<dl><dt>a<dd>b', '<h1>a<h2>b', 'a & b &lt; &copy &notanentity;', '<!-- c --><!doctype x>', '<a href=x class=\\'y\\' DATA-Q>t</a>', '<img><input/><hr>x', '<textarea>\\n<b></textarea>', '<script>a<b</scr' + 'ipt>', '<p a=1 a=2 b>', '<tr><td>x', '<form><form>', '<button><button>', '<div/>x', '<template><p>x</template>y', '<x-y>z', '&#65;&#x42;&#0;']) { d.innerHTML = t; console.log(t.replace('\\0', '0'), '=', d.innerHTML); }",
		  "<p>a<p>b = <p>a</p><p>b</p>\n"
		  "<li>1<li>2 = <li>1</li><li>2</li>\n"
		  "<table><tr><td>1 = <table><tbody><tr><td>1</td></tr></tbody></table>\n"
		  "<p><div>x</div></p> = <p></p><div>x</div><p></p>\n"
		  "<br></br> = <br><br>\n"
		  "</p>x</nothing> = <p></p>x\n"
		  "<select><option>a<option>b</select> = <select><option>a</option><option>b</option></select>\n"
		  "<dl><dt>a<dd>b = <dl><dt>a</dt><dd>b</dd></dl>\n"
		  "<h1>a<h2>b = <h1>a</h1><h2>b</h2>\n"
		  "a & b &lt; &copy &notanentity; = a &amp; b &lt; © ¬anentity;\n"
		  "<!-- c --><!doctype x> = <!-- c -->\n"
		  "<a href=x class='y' DATA-Q>t</a> = <a href=\"x\" class=\"y\" data-q=\"\">t</a>\n"
		  "<img><input/><hr>x = <img><input><hr>x\n"
		  "<textarea>\n"
		  "<b></textarea> = <textarea>&lt;b&gt;</textarea>\n"
		  "<script>a<b</script> = <script>a<b</script>\n"
		  "<p a=1 a=2 b> = <p a=\"1\" b=\"\"></p>\n"
		  "<tr><td>x = x\n"
		  "<form><form> = <form></form>\n"
		  "<button><button> = <button></button><button></button>\n"
		  "<div/>x = <div>x</div>\n"
		  "<template><p>x</template>y = <template><p>x</p></template>y\n"
		  "<x-y>z = <x-y>z</x-y>\n"
		  "&#65;&#x42;&#0; = AB�" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_markup, texts_are_escaped)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('div'); d.textContent = '<a> & \"b\" \\u00a0'; d.title = '<a> & \"b\" \\u00a0'; console.log(d.outerHTML); const s = document.createElement('style'); s.textContent = 'a > b'; console.log(s.outerHTML); d.innerHTML = null; console.log(d.outerHTML.length, d.childNodes.length);",
		  "<div title=\"&lt;a&gt; &amp; &quot;b&quot; &nbsp;\">&lt;a&gt; &amp; \"b\" &nbsp;</div>\n"
		  "<style>a > b</style>\n"
		  "56 0" },
	};
	EXPECT_PRINTS("browser", cases);
}
