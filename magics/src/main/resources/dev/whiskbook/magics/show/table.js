(rows, colours) => {
  // Sorts by a click on a header, over all rows where there are more than are shown, and shows more of them.
  const box = document.currentScript && document.currentScript.parentElement;
  const table = box && box.querySelector('table');
  if (!table) return;
  const headers = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  const step = body.rows.length;
  let shown = step;
  let order = rows || [...body.rows].map(tr => [...tr.cells].map(td => td.textContent.replace(/^● /, '')));
  const isStatus = headers.map((_, k) => [...body.rows].some(tr => tr.cells[k].querySelector('span')));
  const isNumber = headers.map(th => th.style.textAlign === 'right');
  const number = text => text === '' ? NaN : Number(text.replace(/,|^< /g, '').replace('Infinity', '1e999'));
  const cell = (text, k) => {
    const td = document.createElement('td');
    td.style.textAlign = headers[k].style.textAlign;
    if (text.length <= 40) td.style.whiteSpace = 'nowrap';
    if (isStatus[k] && text !== '') {
      const dot = td.appendChild(document.createElement('span'));
      dot.textContent = '●';
      dot.style.color = colours[text];
      td.append(' ');
    }
    td.append(text);
    return td;
  };
  const note = box.querySelector('p');
  const more = document.createElement('button');
  const show = () => {
    body.replaceChildren(...order.slice(0, shown).map(row => {
      const tr = document.createElement('tr');
      tr.append(...row.map(cell));
      return tr;
    }));
    if (rows && note) {
      note.firstChild.data = `${Math.min(shown, order.length)} of ${order.length} rows. `;
      more.hidden = shown >= order.length;
    }
  };
  if (rows && note) {
    more.textContent = 'Show more';
    more.onclick = () => { shown += 4 * step; show(); };
    note.append(' ', more);
  } else if (note) {
    note.append(' A click on a header sorts those that are shown.');
  }
  headers.forEach((th, k) => {
    const sort = () => {
      const down = th.getAttribute('aria-sort') === 'ascending';
      headers.forEach(other => other.removeAttribute('aria-sort'));
      th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const sign = down ? -1 : 1;
      order = order.map(row => [row, isNumber[k] ? number(row[k]) : row[k]]).sort(([, a], [, b]) => {
        const aMissing = a === '' || a !== a, bMissing = b === '' || b !== b;
        if (aMissing || bMissing) return aMissing - bMissing; // at the end, whichever way
        return sign * (a < b ? -1 : a > b ? 1 : 0);
      }).map(([row]) => row);
      show();
    };
    th.style.cursor = 'pointer';
    th.tabIndex = 0;
    th.title = 'Sort';
    th.onclick = sort;
    th.onkeydown = event => { if (event.key === 'Enter') sort(); };
  });
}
