// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectdialog.h"

#include <QWidget>

#include <vector>

namespace fuseboard {

enum class FirstRunChoice { thisComputer, teamGateway, providers, sandbox };

enum class FactLevel { ok, warn, unknown };

/// What a choice can do or how it was tried, from the connectors' own records: never a fixed text of the page.
struct Fact {
    FactLevel level = FactLevel::unknown;
    QString text;
};

struct FirstRunFacts {
    FirstRunChoice choice = FirstRunChoice::sandbox;
    Fact canFreeze;
    Fact tried;
};

/// The first thing a newcomer sees: four ways to start, nothing chosen. Not a wizard.
class FirstRunPage : public QWidget {
    Q_OBJECT
public:
    FirstRunPage(const std::vector<FirstRunFacts>& facts, std::vector<SourceOffer> offers, QWidget* parent = nullptr);
    ~FirstRunPage() override;

Q_SIGNALS:
    /// *Continue* with `thisComputer` or `sandbox` chosen.
    void chosen(fuseboard::FirstRunChoice choice);
    /// *Continue* with `teamGateway` or `providers`, after its dialog was filled in; accept it or show why not.
    void connectRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);
    /// The dialog asks for a trial; answer with `dialog->showTestResult`.
    void testRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
