/* SPDX-License-Identifier: MIT */
/*
 * test_handler_text.c - Event handlers that are the text of an attribute. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_handler_text, when_the_function_is_made)
{
	static const struct console_case cases[] = {
		{ "const b = document.createElement('button');\n"
		  "b.setAttribute('onclick', 'console.log(this === b0, event.type, typeof arguments.length, arguments[0] === event)');\n"
		  "globalThis.b0 = b;\n"
		  "console.log(typeof b.onclick, b.onclick === b.onclick, b.onclick.name, b.onclick.length);\n"
		  "console.log(String(b.onclick).split('\\n').length);\n"
		  "b.click();\n"
		  "b.removeAttribute('onclick'); console.log(b.onclick);",
		  "function true onclick 1\n"
		  "3\n"
		  "true 'click' 'number' true\n"
		  "null" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_handler_text, what_is_wrong_in_it)
{
	static const struct console_case cases[] = {
		{ "const b = document.createElement('button');\n"
		  "window.onerror = (message) => { console.log('onerror', message); return true; };\n"
		  "b.setAttribute('onclick', 'let let');\n"
		  "console.log(b.onclick, b.getAttribute('onclick'));\n"
		  "b.setAttribute('onclick', 'return false'); console.log(b.onclick());",
		  "onerror Uncaught SyntaxError: Failed to read the 'onclick' property from 'HTMLElement': let is disallowed as a lexically bound name\n"
		  "null 'let let'\n"
		  "false" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_handler_text, names_are_looked_up_in_the_element_its_form_and_the_document)
{
	static const struct console_case cases[] = {
		{ "const f = document.createElement('form');\n"
		  "f.name = 'the form';\n"
		  "f.innerHTML = '<input name=\"age\" value=\"7\"><button type=\"button\" id=\"x\">go</button>';\n"
		  "const b = f.querySelector('button');\n"
		  "b.setAttribute('onclick', 'console.log(id, type, age.value, name, typeof createElement, title === \"\")');\n"
		  "b.click();",
		  "x button 7  function true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_handler_text, what_they_return_decides)
{
	static const struct console_case cases[] = {
		{ "const a = document.createElement('div');\n"
		  "a.setAttribute('onclick', 'return false');\n"
		  "const e = new Event('click', { cancelable: true }); console.log(a.dispatchEvent(e), e.defaultPrevented);\n"
		  "a.onclick = () => true; const g = new Event('click', { cancelable: true }); console.log(a.dispatchEvent(g), a.getAttribute('onclick'));\n"
		  "a.onclick = 5; console.log(a.onclick); a.onclick = { handleEvent() { console.log('never'); } }; a.dispatchEvent(new Event('click')); console.log(typeof a.onclick);",
		  "false true\n"
		  "true 'return false'\n"
		  "null\n"
		  "object" },
	};
	EXPECT_PRINTS("browser", cases);
}
