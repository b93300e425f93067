//! `tradeaid explain`: sentences as text and as JSON, of all measures or of one, of all items or of one.

use crate::support::{SMALL_PACK, with_input};

const ORDERS: &str = r#"{"as_of": "2024-06-30", "enterprise": {"staff": 12},
 "order": [{"id": "a", "placed_on": "2024-05-01", "price": "5000", "fee": "30.50"}, {"id": "b"}]}"#;

fn explain(words: &[&str]) -> crate::support::Run {
    let words = [&["explain", "-", "--pack", SMALL_PACK], words].concat();
    with_input(&words, ORDERS.as_bytes())
}

#[test]
fn every_measure_is_explained_for_every_item() {
    explain(&[]).ends_with(0).says(&[
        "订单补助：订单a",
        "  下单日期 2024-05-01，在2024-01-01至2024-12-31之内（第3句）→ 符合",
        "  规模为“小型”（第1句）→ 符合",
        "    规模推算为小型：人数 12（＜ 100），适用第1行（规模标准）",
        "  出口额（2023年）不清楚，是否不超过100万美元（第1句）→ 还不能确定",
        "  结论：还不能确定（第1句）",
        "  上限：5000元 × 10% = 500元（第1句）",
        "订单补助：订单b",
        "手续费补助：订单a",
        "  数额：手续费 30.50元（第2句）",
        "  金额：全额 30.50元",
        "手续费补助：订单b",
    ]);
}

#[test]
fn one_measure_and_one_item_are_explained_alone() {
    let run = explain(&["grant", "--item", "a", "--lang", "en", "--json"]).ends_with(0);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let explanations = json["explanations"].as_array().unwrap();
    assert_eq!(explanations.len(), 1);
    assert_eq!(explanations[0]["item"], "a");
}

#[test]
fn what_the_pack_does_not_know_is_refused() {
    explain(&["subsidies"]).ends_with(1);
    explain(&["--item", "c"]).ends_with(1);
}
