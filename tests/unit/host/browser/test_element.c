/* SPDX-License-Identifier: MIT */
/*
 * test_element.c - Elements and their attributes. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_element, attributes)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('DIV'); e.setAttribute('DATA-X', 1); e.setAttribute('b', null); e.id = 'i'; console.log(e.tagName, e.localName, e.outerHTML, e.getAttribute('data-x'), e.getAttribute('none'), e.hasAttribute('B'), e.getAttributeNames().join());\n"
		  "console.log(e.toggleAttribute('hidden'), e.toggleAttribute('hidden'), e.toggleAttribute('hidden', true), e.toggleAttribute('hidden', true), e.hasAttributes(), e.removeAttribute('zz'), e.removeAttribute('hidden')); for (const n of ['', 'a b', '1', '<', 'é', 'a=']) try { e.setAttribute(n, 'v'); console.log('set', JSON.stringify(n)); } catch (x) { console.log(x.name, x.message); }",
		  "DIV div <div data-x=\"1\" b=\"null\" id=\"i\"></div> 1 null true data-x,b,id\n"
		  "true false true true true undefined undefined\n"
		  "InvalidCharacterError Failed to execute 'setAttribute' on 'Element': '' is not a valid attribute name.\n"
		  "InvalidCharacterError Failed to execute 'setAttribute' on 'Element': 'a b' is not a valid attribute name.\n"
		  "set \"1\"\n"
		  "set \"<\"\n"
		  "set \"é\"\n"
		  "InvalidCharacterError Failed to execute 'setAttribute' on 'Element': 'a=' is not a valid attribute name." },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_element, trees_of_elements)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('ul'); e.innerHTML = '<li>1</li> <li class=\"x y\">2<b>bold</b></li><!--c-->'; console.log(e.childElementCount, e.firstElementChild.textContent, e.lastElementChild.innerHTML, e.children[1].previousElementSibling === e.children[0], e.lastElementChild.nextElementSibling, e.querySelector('b').closest('ul') === e, e.querySelector('b').closest('p'), e.matches('ul:not(.x)'), e.lastElementChild.matches('.y.x'));\n"
		  "e.firstElementChild.insertAdjacentHTML('afterend', '<li>1.5</li>'); e.insertAdjacentText('beforeend', 'tail'); e.firstElementChild.insertAdjacentElement('beforebegin', document.createElement('hr')); console.log(e.innerHTML); e.children[1].replaceWith('text', document.createElement('i')); e.children[0].remove(); console.log(e.innerHTML, e.outerHTML.length); try { e.outerHTML = 'x'; console.log('no parent, no error'); } catch (x) { console.log(x.name); }",
		  "2 '1' '2<b>bold</b>' true null true null true true\n"
		  "<hr><li>1</li><li>1.5</li> <li class=\"x y\">2<b>bold</b></li><!--c-->tail\n"
		  "text<i></i><li>1.5</li> <li class=\"x y\">2<b>bold</b></li><!--c-->tail 78\n"
		  "no parent, no error" },
	};
	EXPECT_PRINTS("browser", cases);
}
