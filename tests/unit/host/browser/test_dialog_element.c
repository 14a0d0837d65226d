/* SPDX-License-Identifier: MIT */
/*
 * test_dialog_element.c - Dialog elements. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_dialog_element, opening_and_closing)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('dialog'); document.body.append(d);\n"
		  "console.log(d.open, JSON.stringify(d.returnValue));\n"
		  "d.addEventListener('close', (e) => console.log('close', e.bubbles, e.cancelable, d.open, d.returnValue));\n"
		  "d.show(); console.log(d.open, d.hasAttribute('open')); d.show();\n"
		  "try { d.showModal(); } catch (e) { console.log(e.name); }\n"
		  "d.close('first'); console.log(d.open, d.returnValue); d.close('second'); console.log(d.returnValue);",
		  "false '\"\"'\n"
		  "true true\n"
		  "InvalidStateError\n"
		  "false 'first'\n"
		  "first\n"
		  "close false false false first" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_dialog_element, a_modal_one_must_be_in_the_document)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('dialog');\n"
		  "try { d.showModal(); } catch (e) { console.log(e.name); }\n"
		  "document.body.append(d); d.showModal(); console.log(d.open); d.showModal(); console.log(d.matches(':modal'));\n"
		  "d.remove(); console.log(d.open);",
		  "InvalidStateError\n"
		  "true\n"
		  "true\n"
		  "true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_dialog_element, forms_of_method_dialog)
{
	static const struct console_case cases[] = {
		{ "const d = document.createElement('dialog'); document.body.append(d);\n"
		  "d.innerHTML = '<form method=\"dialog\"><button value=\"yes\">ok</button></form>';\n"
		  "d.onclose = () => console.log('closed', d.returnValue);\n"
		  "d.querySelector('form').onsubmit = (e) => console.log('submit', e.submitter.value);\n"
		  "d.show(); d.querySelector('button').click(); console.log(d.open);",
		  "submit yes\n"
		  "false\n"
		  "closed yes" },
	};
	EXPECT_PRINTS("browser", cases);
}
