// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

/// The commands of the owner's socket, carried out by an engine. Each request gets exactly one answer, except `watch`,
/// which answers with every change.
///
/// `{"do":"status"}` · `{"do":"poll"}`, with `"source":ID` of one ·
/// `{"do":"freeze","scope":"team/…","mode":"refuse"|"cut","reason":…,"waitMs":n}` ·
/// A protected team also asks for `"confirm":NAME`. `{"do":"drill","team":ID}` · `{"do":"drills"}` · `{"do":"levers"}` ·
/// `{"do":"preview","scope":…}` · `{"do":"addReason","scope":…,"reason":…}` ·
/// `{"do":"resume","scope":…,"reason":…,"generation":"n","undo":"ask"|"keep"|"putBack","waitMs":n}` ·
/// `{"do":"export","file":…,"period":"2026-11"}` ·
/// `{"do":"source","id":…,"order":"pause"|"resume"|"cancel"}` · `{"do":"cancelAllocation"}` · `{"do":"watch"}` ·
/// `{"do":"rates"}` ·
/// `{"do":"importBill","file":…,"source":…,"tag":…,"lenient":b,"assumeUtc":b,"allServices":b}` ·
/// `{"do":"setRate","from":"EUR","to":"USD","rate":"1.0856","since":…,"source":…}` · `{"do":"importRates","file":…}`.
/// `{"do":"budgets"}` · and those that `changeBudget`, `changeSource`, `carryOutForCalls`, `carryOutForAsks` and
/// `carryOutForWindow` know. An export with `"report":"spending"` is the one by day and currency. Answers: `{"ok":true,…}` or
/// `{"ok":false,"error":{…}}`.
class OwnerCommands : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const QJsonObject&)>;

    explicit OwnerCommands(Engine& engine, QObject* parent = nullptr);
    /// For an owner with a window: what brings it to the front.
    void setRaise(std::function<void(const QString& token)> raise) { m_raise = std::move(raise); }
    /// `answer` is called while `caller` lives.
    void carryOut(const QJsonObject& request, QObject* caller, Answer answer);

private:
    void status(QObject* caller, Answer answer);
    void drill(const QJsonObject& request, QObject* caller, const Answer& answer);
    void levers(QObject* caller, Answer answer);
    void preview(const QJsonObject& request, QObject* caller, const Answer& answer);
    void budgets(QObject* caller, Answer answer);
    void editBudget(const QJsonObject& request, QObject* caller, const Answer& answer);
    void addReason(const QJsonObject& request, QObject* caller, const Answer& answer);
    void poll(const std::string& source, QObject* caller, Answer answer);
    void hold(const QJsonObject& request, HoldState wanted, QObject* caller, Answer answer);
    void orderBackfill(const QJsonObject& request, QObject* caller, const Answer& answer);
    void exportReport(const QJsonObject& request, QObject* caller, Answer answer);
    void cancelAllocation(QObject* caller, Answer answer);
    void importBill(const QJsonObject& request, QObject* caller, const Answer& answer);
    void rates(QObject* caller, Answer answer);
    void importRates(const QString& file, QObject* caller, const Answer& answer);
    void enterRates(Result<std::vector<ExchangeRate>> rates, QObject* caller, Answer answer);
    void watch(QObject* caller, Answer answer);

    Engine& m_engine;
    std::function<void(const QString&)> m_raise;
};

} // namespace fuseboard
