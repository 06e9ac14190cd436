// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/budgetcommands.h"

#include "owner/documentvalues.h"
#include "owner/budgetdocument.h"
#include "owner/budgetedits.h"
#include "owner/hear.h"
#include "owner/statusdocument.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

using document::trimmedMember;

BudgetWords wordsOf(const QJsonObject& request)
{
    BudgetWords out {.scope = trimmedMember(request, "scope"),
        .amount = trimmedMember(request, "amount"),
        .period = trimmedMember(request, "period"),
        .hard = {},
        .thresholdPercents = {},
        .since = trimmedMember(request, "since"),
        .until = trimmedMember(request, "until"),
        .why = trimmedMember(request, "why")};
    if (const auto hard = request[QLatin1String("hard")]; hard.isBool())
        out.hard = hard.toBool();
    if (const auto thresholds = request[QLatin1String("thresholds")]; thresholds.isArray()) {
        out.thresholdPercents.emplace();
        const QJsonArray percents = thresholds.toArray();
        for (const auto& percent : percents)
            out.thresholdPercents->push_back(percent.toInt()); // 0 for what is no whole number, which is refused
    }
    return out;
}

} // namespace

bool isBudgetChange(const std::string& command)
{
    return command == "setBudget" || command == "raiseBudget" || command == "endBudget";
}

void changeBudget(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer)
{
    const std::string what = trimmedMember(request, "do");
    auto told = std::make_shared<QJsonObject>();
    const BudgetEditor person {Engine::person(), engine.calendar(), engine.currency(), {}};
    const auto edit = [=, words = wordsOf(request)](Organisation& organisation, Instant now) {
        BudgetEditor editor = person;
        editor.now = now;
        const auto change = what == "setBudget" ? setBudget : what == "raiseBudget" ? raiseBudget : endBudget;
        const auto scope = change(organisation, words, editor);
        if (!scope)
            return Result<void>(std::unexpected(scope.error()));
        *told = budgetDocument(organisation, *scope, now);
        return Result<void>();
    };
    hear(engine.edit(edit), caller, {ErrorCode::notOnRecord, "The budget", "the owner is ending"},
        [=](const Result<void>& done) {
            answer(
                done ? QJsonObject {{QStringLiteral("ok"), true}, {QStringLiteral("budget"), *told}} : refusal(done.error()));
        });
}

} // namespace fuseboard
