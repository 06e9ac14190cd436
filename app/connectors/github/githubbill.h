// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// The answers of GitHub's billing (`contracts/PROVIDERS.md` 3.1, 3.2). All rows are parts that are added up.
namespace fuseboard::github {

inline constexpr auto billList = "usage";
/// The same of many cost centres: a month at once, without asking for models. Of 2,000 that makes 4,000 calls once a day, and
/// half as many an hour in most hours, of 5,000 allowed.
inline constexpr auto billOnlyList = "usage_total";
inline constexpr auto creditsList = "ai_credit";
inline constexpr auto requestsList = "premium_request"; ///< what was billed before there were credits; may go
inline constexpr auto costCentresList = "cost_centers";
inline constexpr auto seatsList = "seats"; ///< the subject names the list to be asked for each person

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfBill =
    "usageItems(date product sku quantity unitType pricePerUnit grossAmount discountAmount netAmount organizationName"
    " repositoryName)";
inline constexpr std::string_view knownOfModels =
    "timePeriod(year month day) organization enterprise user product model costCenter(id name) usageItems(product sku model"
    " unitType pricePerUnit grossQuantity grossAmount discountQuantity discountAmount netQuantity netAmount)";
inline constexpr std::string_view knownOfSeats =
    "total_seats seats(assignee organization assigning_team pending_cancellation_date last_activity_at last_activity_editor"
    " last_authenticated_at created_at updated_at plan_type)";
inline constexpr std::string_view knownOfCostCentres =
    "costCenters(id name state azure_subscription ai_credit_pool_enabled ai_credit_pool_state resources)";

/// Whether a product is one of those known not to be AI.
bool isOtherProduct(std::string_view product);

/// A day's bill: of all products but those known not to be AI. Where it comes to money, its models are asked for.
Result<UsagePage> parseBill(const UsageTask& task, std::string_view body, const RowOrigin& origin);
/// A day's money by model, taken off the bill's lines. Where there is some, `next` is asked for too, if it names a list.
Result<UsagePage> parseModels(const UsageTask& task, std::string_view body, const RowOrigin& origin, std::string_view next);
/// The same of the person that the subject names, taken off the models' lines.
Result<UsagePage> parsePerson(const UsageTask& task, std::string_view body, const RowOrigin& origin);
/// Whoever has a seat, to be asked for each; nobody where there are so many that the provider's limits would not do.
Result<UsagePage> parseSeats(const UsageTask& task, std::string_view body);
/// All cost centres, to be asked for each day as is what belongs to none, with their names; for their models where they are
/// few enough.
Result<UsagePage> parseCostCentres(const UsageTask& task, std::string_view body);

} // namespace fuseboard::github
