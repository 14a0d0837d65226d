/* SPDX-License-Identifier: MIT */
/*
 * named_element.c - names that nothing defines and that the snippet uses as elements: `box.classList.add('a')`. A page knows
 * an element by its id, so where names are assumed to be provided, these are elements of the assumed document.
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/dom.h"
#include "value/unknown.h"

/* What only nodes have; and what other event targets have too. */
static const char *const of_nodes[] = {
	"innerHTML", "innerText", "textContent", "outerHTML", "classList", "className", "style", "appendChild", "setAttribute", "getAttribute",
	"hasAttribute", "removeAttribute", "toggleAttribute", "dataset", "querySelector", "querySelectorAll", "children", "childNodes", "firstChild",
	"firstElementChild", "lastElementChild", "parentNode", "parentElement", "getBoundingClientRect", "animate", "attachShadow",
	"insertAdjacentHTML", "insertAdjacentElement", "insertBefore", "offsetWidth", "offsetHeight", "scrollTop", "clientWidth", "clientHeight",
	"scrollIntoView", "closest", "tagName", "nodeName", "onclick", "oninput", "onchange", "onsubmit", "onkeydown", "onmouseover", "onmouseout",
};
static const char *const of_targets[] = { "addEventListener", "dispatchEvent", "onfocus", "onblur", "onkeyup", "onmousemove", "onmousedown" };
/* Words in the names of other targets. */
static const char *const others[] = { "xhr", "request", "socket", "ws", "worker", "ource", "ignal", "ontroller", "mitter", "arget", "hannel", "port",
				      "process", "server", "eader", "tream", "performance" };

static bool is_word(const char *const *list, size_t count, const char *text, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == length && strncmp(list[i], text, length) == 0)
			return true;
	return false;
}

/* Does `words` stand right before this place? */
static bool follows(const char *text, const char *at, const char *words)
{
	size_t length = strlen(words);
	return (size_t)(at - text) >= length && strncmp(at - length, words, length) == 0;
}

static bool used_as_element(const char *text, const char *name)
{
	size_t length = strlen(name);
	bool other = false;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		other = other || strstr(name, others[i]) != NULL;
	for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
		if (at > text && (evl_is_name_byte(at[-1]) || at[-1] == '.'))
			continue;
		if (!evl_is_name_byte(at[length]) && (follows(text, at, ".observe(") || follows(text, at, ".appendChild(") || follows(text, at, "getComputedStyle(")))
			return true;
		if (at[length] != '.')
			continue;
		const char *member = at + length + 1;
		size_t n = 0;
		while (evl_is_name_byte(member[n]))
			n++;
		if (is_word(of_nodes, sizeof of_nodes / sizeof of_nodes[0], member, n) ||
		    (!other && is_word(of_targets, sizeof of_targets / sizeof of_targets[0], member, n)))
			return true;
	}
	return false;
}

bool evl_page_named(struct evl_realm *realm, evl_key name, bool make, evl_value *out)
{
	if (evl_page(realm)->given || realm->trace->source_count == 0)
		return false;
	const char *word = evl_names_utf8(realm->names, name, &realm->scratch);
	if (strlen(word) > 60 || !used_as_element(realm->trace->sources[0].text, word))
		return false;
	if (!make)
		return true;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s is provided", word));
	struct evl_string *selector = evl_string_concat(realm, evl_string_from_unit(realm, '#'), evl_string_from_name(realm, name));
	struct evl_dom_node *element = evl_document_assume(realm, selector, "getElementById");
	*out = evl_node_value(element);
	return element != NULL;
}
