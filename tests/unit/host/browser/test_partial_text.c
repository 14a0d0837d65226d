/* SPDX-License-Identifier: MIT */
/* test_partial_text.c - what comes from outside, in the document and out of it again. */
#include "../../run/predicted.h"

TestSuite(host_browser_partial_text, .init = predicted_start, .fini = predicted_end);

static const struct evl_run_options page = { .name = "a.js", .host = "browser" };

#define WITH_DATA(body) "const e = document.createElement('p'); fetch('https://a.b/').then((r) => r.json()).then((d) => { " body " })"

Test(host_browser_partial_text, texts_are_unknown_again)
{
	predict(&page, WITH_DATA("e.textContent = d.name; console.log(e.textContent); e.append('!'); console.log(e.textContent)"), EVL_STATUS_OK,
		"‹d.name›|‹d.name›!");
	predict(&page, WITH_DATA("e.title = d.name; console.log(e.title, e.getAttribute('title')); e.textContent = 'x'; console.log(e.textContent.length)"),
		EVL_STATUS_OK, "‹d.name› ‹d.name›|1");
}

Test(host_browser_partial_text, in_markup_they_are_text)
{
	predict(&page, WITH_DATA("e.innerHTML = `<b>${d.n < 2 || d.name}</b>`; console.log(e.children.length, e.firstChild.tagName)"), EVL_STATUS_OK, "1 'B'");
	predict(&page, WITH_DATA("e.innerHTML = `<${d.tag}>`"), EVL_STATUS_NOT_COVERED, "");
}

Test(host_browser_partial_text, where_the_text_decides_something_the_prediction_stops)
{
	predict(&page, WITH_DATA("e.setAttribute('data-x', d.x); e.matches('[data-x=\"1\"]')"), EVL_STATUS_NOT_COVERED, "");
	predict(&page, WITH_DATA("e.append(d.x); e.firstChild.length"), EVL_STATUS_NOT_COVERED, "");
}
