// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/printing.h"

#include "print/pagefile.h"
#include "print/teampage.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>

namespace fuseboard {

Printing::Printing(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
}

Printing::~Printing() = default;

void Printing::print(const ShownState& state, const Selection& selection, const ChartLook& look)
{
    if (QPrinterInfo::availablePrinterNames().isEmpty()) {
        Q_EMIT notPrinted(tr("No printer is set up on this computer; Save as PDF… works without one."));
        return;
    }
    if (!m_printer) {
        m_printer = std::make_unique<QPrinter>(QPrinter::HighResolution);
        m_printer->setPageOrientation(QPageLayout::Portrait);
        m_printer->setPageMargins({15, 15, 15, 15}, QPageLayout::Millimeter);
    }
    auto* dialog = new QPrintDialog(m_printer.get(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOptions(QAbstractPrintDialog::PrintToFile | QAbstractPrintDialog::PrintShowPageSize);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this,
        [this, page = teamPageOf(state, selection), look](QPrinter* printer) {
            const QString file = printer->outputFileName(), taker = file.isEmpty() ? printer->printerName() : file;
            if (printPage(*printer, page, look))
                Q_EMIT done(tr("The page is handed to %1.").arg(taker));
            else
                Q_EMIT notPrinted(tr("%1 did not take the page; nothing was printed.").arg(taker));
        });
    dialog->open();
}

void Printing::savePdf(const ShownState& state, const Selection& selection, const ChartLook& look)
{
    askForFile(tr("Save as PDF"), tr("PDF files (*.pdf)"), pageFileName(state, selection) + QStringLiteral(".pdf"),
        [this, page = teamPageOf(state, selection), look](const QString& file) { write(file, pagePdf(page, look)); });
}

void Printing::copyPicture(const ShownState& state, const Selection& selection, const ChartLook& look)
{
    QGuiApplication::clipboard()->setImage(chartPicture(teamPageOf(state, selection), look));
    Q_EMIT done(tr("The picture of the chart is on the clipboard."));
}

void Printing::savePicture(const ShownState& state, const Selection& selection, const ChartLook& look)
{
    askForFile(tr("Save Picture"), tr("PNG pictures (*.png)"),
        pageFileName(state, selection) + QStringLiteral("-burn-down.png"),
        [this, page = teamPageOf(state, selection), look](const QString& file) { write(file, chartPng(page, look)); });
}

void Printing::askForFile(
    const QString& title, const QString& filter, const QString& name, const std::function<void(const QString& file)>& chosen)
{
    auto* dialog = new QFileDialog(&m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(name.section(QLatin1Char('.'), -1));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void Printing::write(const QString& file, const QByteArray& bytes)
{
    if (const auto written = writeWhole(file, bytes))
        Q_EMIT done(tr("%1 is written.").arg(file));
    else
        Q_EMIT failed(written.error());
}

} // namespace fuseboard
