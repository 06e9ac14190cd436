// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "print/chartonpaper.h"
#include "print/teampagetext.h"

#include <QObject>

#include <functional>
#include <memory>

class QPrinter;

namespace fuseboard {

/// Puts what is looked at on paper, and its chart into a picture, as it is when that is asked for. None of its dialogs blocks.
class Printing : public QObject {
    Q_OBJECT
public:
    explicit Printing(QWidget& window);
    ~Printing() override;

    void print(const ShownState& state, const Selection& selection, const ChartLook& look);
    /// Asks where to; suggests `fuseboard-payments-2026-11.pdf`.
    void savePdf(const ShownState& state, const Selection& selection, const ChartLook& look);
    void copyPicture(const ShownState& state, const Selection& selection, const ChartLook& look);
    /// Asks where to; suggests `fuseboard-payments-2026-11-burn-down.png`.
    void savePicture(const ShownState& state, const Selection& selection, const ChartLook& look);

Q_SIGNALS:
    void done(const QString& text);
    /// Nothing was printed; a sentence.
    void notPrinted(const QString& why);
    void failed(const fuseboard::Error& error);

private:
    void askForFile(const QString& title, const QString& filter, const QString& name,
        const std::function<void(const QString& file)>& chosen);
    void write(const QString& file, const QByteArray& bytes);

    QWidget& m_window;
    std::unique_ptr<QPrinter> m_printer; ///< what was chosen in its dialog stays chosen
};

} // namespace fuseboard
